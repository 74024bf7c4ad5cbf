import { expect, it } from "vitest";
import { MOST_VIEWS, readViews, removeView, saveView } from "./views";

function storage(first: string | null = null) {
  let kept = first;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
}

it("L1: a view is kept, replaced by name, and removed", () => {
  const kept = storage();
  saveView(kept, { name: "失败", filters: { status: "failed", targetId: 3 } });
  saveView(kept, { name: "张三", filters: { receiver: "张三", text: "报销" } });
  saveView(kept, { name: "失败", filters: { status: "noAnswer" } });
  expect(readViews(kept)).toEqual([
    { name: "张三", filters: { receiver: "张三", text: "报销" } },
    { name: "失败", filters: { status: "noAnswer" } },
  ]);
  removeView(kept, "张三");
  expect(readViews(kept).map(({ name }) => name)).toEqual(["失败"]);
});

it("L1: what makes no sense is left out", () => {
  expect(readViews(storage("not json"))).toEqual([]);
  expect(readViews(storage('{"a":1}'))).toEqual([]);
  expect(readViews(storage('[{"name":1},null,{"name":"x","query":"status=nonsense&text=a"}]'))).toEqual([
    { name: "x", filters: { text: "a" } },
  ]);
});

it("L1: there are never more than can be overlooked", () => {
  const kept = storage();
  for (let n = 0; n < MOST_VIEWS + 3; n++) saveView(kept, { name: `v${n}`, filters: { text: `${n}` } });
  expect(readViews(kept).length).toBe(MOST_VIEWS);
  expect(readViews(kept)[0]?.name).toBe("v3");
});
