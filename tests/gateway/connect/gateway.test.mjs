// The gateway, called by the official Connect client.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";

import { createFileRegistry, create, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";

const registry = createFileRegistry(
  fromBinary(FileDescriptorSetSchema, readFileSync(process.env.DESCRIPTORS)),
);
const SessionService = registry.getService("aicc.session.v1.SessionService");
const ErrorInfo = registry.getMessage("google.rpc.ErrorInfo");
const BadRequest = registry.getMessage("google.rpc.BadRequest");

let fixture;
let lines;
let gateway;

async function nextLine() {
  return JSON.parse((await lines.next()).value);
}

before(async () => {
  fixture = spawn(process.env.GATEWAY_FIXTURE, {
    stdio: ["pipe", "pipe", "inherit"],
  });
  lines = createInterface({ input: fixture.stdout })[Symbol.asyncIterator]();
  gateway = await nextLine();
});

after(async () => {
  const exited = new Promise((resolve) => fixture.on("exit", resolve));
  fixture.stdin.end();
  assert.equal(await exited, 0);
});

function clientFor({ binary = false, token = gateway.token, ...more } = {}) {
  return createClient(
    SessionService,
    createConnectTransport({
      baseUrl: `http://127.0.0.1:${gateway.port}`,
      httpVersion: "1.1",
      useBinaryFormat: binary,
      interceptors: [
        (next) => (request) => {
          if (token) request.header.set("authorization", `Bearer ${token}`);
          return next(request);
        },
      ],
      ...more,
    }),
  );
}

async function failure(promise) {
  const error = await promise.then(
    () => assert.fail("it did not fail"),
    (reason) => reason,
  );
  assert.ok(error instanceof ConnectError, String(error));
  return error;
}

async function collect(stream) {
  const all = [];
  for await (const message of stream) all.push(message);
  return all;
}

for (const binary of [false, true]) {
  const format = binary ? "binary" : "JSON";

  test(`unary, ${format}`, async () => {
    const response = await clientFor({ binary }).getSession({
      sessionId: "s1",
    });

    assert.equal(response.session.sessionId, "s1");
    assert.equal(response.session.customerName, "김하늘");
    assert.equal(response.session.lastSeq, 7);
  });

  test(`a request with nested messages, ${format}`, async () => {
    const response = await clientFor({ binary }).appendEvent({
      sessionId: "s1",
      eventId: "e1",
      eventTime: { seconds: 1717232400n, nanos: 0 },
      body: {
        case: "utterance",
        value: { speaker: 1, text: "로밍 요금이 궁금해요" },
      },
    });

    assert.equal(response.seq, 1);
    assert.equal(response.duplicate, false);
  });

  test(`server streaming, ${format}`, async () => {
    const messages = await collect(
      clientFor({ binary }).watchSession({ sessionId: "three" }),
    );

    assert.deepEqual(
      messages.map((message) => message.news.value.seq),
      [1, 2, 3],
    );
  });

  test(`an error with its details, ${format}`, async () => {
    const error = await failure(
      clientFor({ binary }).getSession({ sessionId: "error-5" }),
    );

    assert.equal(error.code, Code.NotFound);
    assert.match(error.rawMessage, /as asked for/);
    const [info] = error.findDetails(ErrorInfo);
    assert.equal(info.reason, "REASON_5");
    assert.equal(info.domain, "session.aicc");
    assert.deepEqual(info.metadata, { sessionId: "s1" });
  });

  test(`a stream that ends with an error, ${format}`, async () => {
    const seen = [];
    const error = await failure(
      (async () => {
        const stream = clientFor({ binary }).watchSession({
          sessionId: "fail",
        });
        for await (const message of stream) seen.push(message.news.value.seq);
      })(),
    );

    assert.deepEqual(seen, [1]);
    assert.equal(error.code, Code.FailedPrecondition);
    assert.equal(error.findDetails(ErrorInfo)[0].reason, "REASON_9");
  });

  test(`a deadline, ${format}`, async () => {
    const client = clientFor({ binary });
    const unary = await failure(
      client.getSession({ sessionId: "wait" }, { timeoutMs: 100 }),
    );
    const stream = await failure(
      collect(client.watchSession({ sessionId: "silent" }, { timeoutMs: 100 })),
    );

    assert.equal(unary.code, Code.DeadlineExceeded);
    assert.equal(stream.code, Code.DeadlineExceeded);
  });
}

test("every code arrives as what it was", async () => {
  for (let code = 1; code <= 16; ++code) {
    const error = await failure(
      clientFor().getSession({ sessionId: `error-${code}` }),
    );
    assert.equal(error.code, code);
  }
});

test("cancelling reaches the service", async () => {
  const count = async () => {
    fixture.stdin.write("\n");
    return nextLine();
  };
  const reach = async (key, least) => {
    const until = Date.now() + 10_000;
    while ((await count())[key] < least) {
      assert.ok(Date.now() < until, `${key} stays below ${least}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const before = await count();
  const abort = new AbortController();
  const unary = failure(
    clientFor().getSession({ sessionId: "wait" }, { signal: abort.signal }),
  );
  const stream = failure(
    collect(
      clientFor().watchSession(
        { sessionId: "silent" },
        { signal: abort.signal },
      ),
    ),
  );
  await reach("calls", before.calls + 2);
  abort.abort();

  assert.equal((await unary).code, Code.Canceled);
  assert.equal((await stream).code, Code.Canceled);
  await reach("cancelled", before.cancelled + 2);
});

test("bad tokens, unary and streaming", async () => {
  const reasons = { "": "MISSING_TOKEN", rubbish: "BAD_TOKEN" };
  reasons[gateway.expired] = "EXPIRED_TOKEN";
  reasons[gateway.forged] = "BAD_TOKEN";
  for (const [token, reason] of Object.entries(reasons)) {
    const client = clientFor({ token });
    for (const call of [
      () => client.getSession({ sessionId: "s1" }),
      () => collect(client.watchSession({ sessionId: "three" })),
    ]) {
      const error = await failure(call());
      assert.equal(error.code, Code.Unauthenticated);
      assert.equal(error.findDetails(ErrorInfo)[0].reason, reason);
    }
  }
});

test("an RPC that streams from the client is refused with words", async () => {
  const utterances = (async function* () {
    yield create(
      registry.getMessage("aicc.session.v1.IngestTranscriptRequest"),
      { sessionId: "s1" },
    );
  })();

  // The client itself refuses bidirectional streams over HTTP/1.1, or we do.
  const error = await failure(collect(clientFor().ingestTranscript(utterances)));

  assert.equal(error.code, Code.Unimplemented);
});

test("compression asked of us is refused, not garbled", async () => {
  const { compressionGzip } = await import("@connectrpc/connect-node");
  const error = await failure(
    clientFor({
      sendCompression: compressionGzip,
      compressMinBytes: 0,
    }).getSession({ sessionId: "s1" }),
  );

  assert.equal(error.code, Code.Unimplemented);
  assert.match(error.rawMessage, /identity/);
});

test("an unknown field is named", async () => {
  const response = await fetch(
    `http://127.0.0.1:${gateway.port}/aicc.session.v1.SessionService/GetSession`,
    {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${gateway.token}`,
      },
      body: JSON.stringify({ session_idd: "s1" }),
    },
  );
  const error = await response.json();
  const bad = error.details.find((d) => d.type === "google.rpc.BadRequest");

  assert.equal(response.status, 400);
  assert.equal(error.code, "invalid_argument");
  const decoded = fromBinary(BadRequest, Buffer.from(bad.value, "base64"));
  assert.equal(decoded.fieldViolations[0].field, "session_idd");
});

test("many calls at once, over connections that are kept", async () => {
  const client = clientFor();
  const ids = Array.from({ length: 200 }, (_, i) => `s${i}`);

  const answers = await Promise.all(
    ids.map((sessionId) => client.getSession({ sessionId })),
  );

  assert.deepEqual(
    answers.map((answer) => answer.session.sessionId),
    ids,
  );
});
