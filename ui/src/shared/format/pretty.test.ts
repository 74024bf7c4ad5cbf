import { expect, it } from "vitest";
import { pieces, pretty } from "./pretty";

it("L2: JSON is laid out, and a broken document stays as it came", () => {
  expect(pretty('{"a":[1,"二"]}')).toEqual({ kind: "json", text: '{\n  "a": [\n    1,\n    "二"\n  ]\n}' });
  expect(pretty('{"a":')).toEqual({ kind: "text", text: '{"a":' });
  expect(pretty("")).toEqual({ kind: "text", text: "" });
});

it("L2: XML is laid out one element a line, texts stay beside their tags", () => {
  const soap =
    '<?xml version="1.0"?><e:Envelope xmlns:e="x"><e:Body><a>1</a><b/><c></c><d><![CDATA[<x>]]></d></e:Body></e:Envelope>';
  expect(pretty(soap).text.split("\n")).toEqual([
    '<?xml version="1.0"?>',
    '<e:Envelope xmlns:e="x">',
    "  <e:Body>",
    "    <a>1</a>",
    "    <b/>",
    "    <c></c>",
    "    <d><![CDATA[<x>]]></d>",
    "  </e:Body>",
    "</e:Envelope>",
  ]);
});

it("D3: a form or a query is read field by field, with JSON in a field laid out", () => {
  expect(pretty("appId=a+b&taskInfo=%7B%22n%22%3A%22%E4%BA%8C%22%7D&empty=")).toEqual({
    kind: "form",
    text: 'appId = a b\ntaskInfo =\n  {\n    "n": "二"\n  }\nempty = ',
  });
  expect(pretty("method=deleteTodo").text).toBe("method = deleteTodo");
  for (const body of ["a=%E4%BA", "aGVsbG8==", "x = 1", "no form", "a=b c"]) {
    expect(pretty(body)).toEqual({ kind: "text", text: body });
  }
});

it("what is neither stays as it is: HTML pages, cut XML, plain words", () => {
  for (const body of [
    "<html><body>502</body></html>",
    "<!DOCTYPE html><p>",
    "<a><b></a>",
    "</a>",
    "ok 1 < 2",
  ]) {
    expect(pretty(body)).toEqual({ kind: "text", text: body });
  }
});

it("colouring loses no character", () => {
  for (const body of [
    "a=1&b=%7B%7D&c=",
    '{"a":"b\\"c","n":-1.5e3,"t":true,"z":null}',
    '<a x="1"><b>t</b></a>',
    "plain",
  ]) {
    const laidOut = pretty(body);
    expect(
      pieces(laidOut)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(laidOut.text);
  }
});
