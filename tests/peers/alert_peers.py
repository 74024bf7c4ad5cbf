"""Peers of the alert channels, for tests: three SMTP servers (plain, STARTTLS, TLS; the last two with sign-on), group
robots, SMS services and a gateway, each of which verifies what the real one verifies and answers as it does.

Written from the protocols with nothing but Python's library and aiosmtpd. Says where it listens in one line of JSON on
standard output, then one line for each message that it took. `POST /control` sets which of them refuse:
`{"refuse": ["dingtalk", "mail"]}`.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import logging
import ssl
import subprocess
import sys
import time
import warnings
from email import message_from_bytes, policy
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from aiosmtpd.smtp import SMTP, AuthResult

SIGN_SECRET = "SEC0123456789abcdef"
ALIYUN = ("LTAI-test-id", "aliyun-test-secret")
TENCENT = ("AKID-test-id", "tencent-test-key")
BRIDGE_TOKEN = "bridge-access-token"
GATEWAY_SECRET = "gateway-password"
MAIL_USER, MAIL_PASSWORD = b"alert@example.com", b"mail-password"

refusing = set()


def say(**what):
    print(json.dumps(what, ensure_ascii=False), flush=True)


def mac(key, text):
    return hmac.new(key, text, hashlib.sha256).digest()


def sha(data):
    return hashlib.sha256(data).hexdigest()


def certificates(folder):
    """A CA of its own, and a server certificate of it for localhost."""
    run = lambda *words: subprocess.run(["openssl", *words], check=True, cwd=folder, capture_output=True)
    run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
        "-subj", "/CN=Test CA", "-addext", "basicConstraints=critical,CA:TRUE")
    run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    with open(f"{folder}/server.ext", "w") as ext:
        ext.write("subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")
    run("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
        "-extfile", "server.ext", "-out", "server.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/server.pem", f"{folder}/server.key")
    with open(f"{folder}/ca.pem") as pem:
        return context, pem.read()


class Mailbox:
    """Takes letters; nobody@ does not exist."""

    def __init__(self, way):
        self.way = way

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if "mail" in refusing:
            return "451 4.3.0 come again later"
        letter = message_from_bytes(envelope.content, policy=policy.default)
        say(
            channel=self.way,
            to=envelope.rcpt_tos,
            sender=envelope.mail_from,
            subject=str(letter["subject"]),
            text=letter.get_content().strip(),
            message_id=str(letter["message-id"]),
            encrypted=server.transport.get_extra_info("ssl_object") is not None,
        )
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == MAIL_USER and data.password == MAIL_PASSWORD
    return AuthResult(success=good, handled=False)


def sent_headers(lines):
    return {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines if ":" in line)}


def robot(kind, body):
    say(channel=kind, body=body)


def dingtalk(query, headers, body):
    query = {name: values[0] for name, values in parse_qs(query).items()}
    stamp = query.get("timestamp", "")
    text = f"{stamp}\n{SIGN_SECRET}".encode()
    wanted = base64.b64encode(mac(SIGN_SECRET.encode(), text)).decode()
    fresh = stamp.isdigit() and abs(int(stamp) / 1000 - time.time()) < 3600
    if "dingtalk" in refusing:
        return 200, {"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"}
    if query.get("access_token") != "ding-token" or not fresh or query.get("sign") != wanted:
        return 200, {"errcode": 310000, "errmsg": "sign not match"}
    robot("dingtalk", json.loads(body))
    return 200, {"errcode": 0, "errmsg": "ok"}


def feishu(query, headers, body):
    body = json.loads(body)
    stamp = body.get("timestamp", "")
    wanted = base64.b64encode(mac(f"{stamp}\n{SIGN_SECRET}".encode(), b"")).decode()
    if not stamp.isdigit() or abs(int(stamp) - time.time()) > 3600 or body.get("sign") != wanted:
        return 200, {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}
    robot("feishu", body)
    return 200, {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"}


def wecom(query, headers, body):
    if parse_qs(query).get("key") != ["wecom-key"]:
        return 200, {"errcode": 93000, "errmsg": "invalid webhook url"}
    robot("wecom", json.loads(body))
    return 200, {"errcode": 0, "errmsg": "ok"}


def aliyun(query, headers, body):
    scheme, _, rest = headers["authorization"].partition(" ")
    parts = dict(part.split("=", 1) for part in rest.split(","))
    names = parts["SignedHeaders"].split(";")
    lines = "".join(f"{name}:{headers[name]}\n" for name in names)
    # The service sorts and encodes the parameters itself.
    pairs = sorted(parse_qsl(query, keep_blank_values=True))
    encode = lambda text: "".join(
        chr(byte) if chr(byte).isalnum() and byte < 128 or chr(byte) in "-_.~" else f"%{byte:02X}"
        for byte in text.encode()
    )
    canonical_query = "&".join(f"{encode(name)}={encode(value)}" for name, value in pairs)
    canonical = f"POST\n/\n{canonical_query}\n{lines}\n{';'.join(names)}\n{sha(body)}"
    wanted = mac(ALIYUN[1].encode(), f"{scheme}\n{sha(canonical.encode())}".encode()).hex()
    if scheme != "ACS3-HMAC-SHA256" or parts["Credential"] != ALIYUN[0] or parts["Signature"] != wanted:
        return 400, {"Code": "SignatureDoesNotMatch", "Message": "Specified signature is not matched"}
    if headers["x-acs-action"] != "SendSms" or headers["x-acs-version"] != "2017-05-25":
        return 400, {"Code": "InvalidAction.NotFound", "Message": "no such action"}
    robot("aliyun", dict(pairs))
    return 200, {"Code": "OK", "Message": "OK", "BizId": "1^0", "RequestId": "R"}


def tencent(query, headers, body):
    scheme, _, rest = headers["authorization"].partition(" ")
    parts = dict(part.split("=", 1) for part in rest.split(", "))
    key_id, date, service, end = parts["Credential"].split("/")
    names = parts["SignedHeaders"].split(";")
    lines = "".join(f"{name}:{headers[name].lower()}\n" for name in names)
    canonical = f"POST\n/\n\n{lines}\n{';'.join(names)}\n{sha(body)}"
    stamp = headers["x-tc-timestamp"]
    text = f"{scheme}\n{stamp}\n{date}/{service}/{end}\n{sha(canonical.encode())}"
    key = mac(mac(mac(f"TC3{TENCENT[1]}".encode(), date.encode()), service.encode()), end.encode())
    fail = lambda code: (200, {"Response": {"Error": {"Code": code, "Message": "refused"}, "RequestId": "R"}})
    if key_id != TENCENT[0] or parts["Signature"] != mac(key, text.encode()).hex():
        return fail("AuthFailure.SignatureFailure")
    if date != time.strftime("%Y-%m-%d", time.gmtime(int(stamp))) or service != "sms":
        return fail("AuthFailure.InvalidAuthorization")
    asked = json.loads(body)
    robot("tencent", asked)
    status = lambda number: {"PhoneNumber": number, "Code": "Ok" if number.startswith("+86") else "FailedOperation", "Message": ""}
    return 200, {"Response": {"SendStatusSet": [status(number) for number in asked["PhoneNumberSet"]], "RequestId": "R"}}


def bridge(query, headers, body):
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    if form.get("accesstoken") != BRIDGE_TOKEN:
        return 200, {"errcode": "1001", "errmsg": "accesstoken invalid"}
    robot("bridge", form)
    return 200, {"errcode": "0", "errmsg": "success"}


def gateway(query, headers, body):
    if "gateway" in refusing:
        return 500, {"error": "out of order"}
    asked = dict(parse_qsl(query, keep_blank_values=True))
    if asked.get("password") != GATEWAY_SECRET or headers.get("x-token") != GATEWAY_SECRET:
        return 200, {"result": {"code": 403}, "echo": unquote(query)}
    robot("gateway", {"query": asked, "body": json.loads(body)})
    return 200, {"result": {"code": 0}}


def control(query, headers, body):
    refusing.clear()
    refusing.update(json.loads(body)["refuse"])
    return 200, {}


ROUTES = {
    "/dingtalk": dingtalk,
    "/feishu/hook/feishu-token": feishu,
    "/wecom": wecom,
    "/wxthirdapi/sendWxMsg": bridge,
    "/gateway": gateway,
    "/control": control,
}


async def serve(reader, writer):
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, target, _ = head[0].split(" ")
        headers = sent_headers(head[1:])
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        url = urlsplit(target)
        route = ROUTES.get(url.path)
        if url.path == "/":
            route = aliyun if "x-acs-action" in headers else tencent
        status, answer = route(url.query, headers, body) if route else (404, {"errcode": 404})
        text = json.dumps(answer).encode()
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n".encode() + text
        )
        await writer.drain()
    finally:
        writer.close()


async def main(folder):
    # It warns of what these servers are made for.
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    context, ca = certificates(folder)
    loop = asyncio.get_running_loop()
    signed = {"authenticator": authenticate, "auth_required": True}
    ways = {
        "plain": (lambda: SMTP(Mailbox("plain")), None),
        "startTls": (lambda: SMTP(Mailbox("startTls"), tls_context=context, require_starttls=True, **signed), None),
        "tls": (lambda: SMTP(Mailbox("tls"), auth_require_tls=False, **signed), context),
    }
    ports = {}
    for way, (make, tls) in ways.items():
        server = await loop.create_server(make, "127.0.0.1", 0, ssl=tls)
        ports[way] = server.sockets[0].getsockname()[1]
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    say(http=server.sockets[0].getsockname()[1], mail=ports, ca=ca)
    await loop.run_in_executor(None, sys.stdin.read)  # until the test lets go


asyncio.run(main(sys.argv[1]))
