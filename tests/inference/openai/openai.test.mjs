// The product's models, asked by the official client of OpenAI.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import OpenAI from "openai";

import { Upstream } from "./upstream.mjs";

const KEY = "a-key-for-the-test-of-openai-clients";
const SAID = '안녕하세요. "5G"\n입니다.';
const messages = [{ role: "user", content: "안녕?" }];
const environment = { ...process.env, AICC_AUTH_SECRET: "s".repeat(32), AICC_TEST_KEY: KEY };

const upstream = new Upstream();
const folder = mkdtempSync(join(tmpdir(), "aicc-openai-"));
let program;
let client;

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

function configuration(port, rpc, provider, nobody) {
  const names = [
    "talker", "caller", "limited", "long", "down", "endless", "broken", "gzip", "page", "flood", "nonsense",
  ];
  const endpoints = names.map((name) => ({
    name,
    tier: "general",
    internal: true,
    model: name,
    base_url: `http://127.0.0.1:${provider}/v1`,
    capabilities: { sees: true, logprobs: true },
  }));
  // YAML takes JSON.
  return JSON.stringify({
    gateway: { listen: `127.0.0.1:${port}` },
    services: { inference: { address: `127.0.0.1:${rpc}` } },
    log: { level: "error" },
    inference: {
      api_keys: [{ key_env: "AICC_TEST_KEY", tenant: "demo" }],
      endpoints: [
        ...endpoints,
        ...[
          ["deepseek", "deepseek-reasoner", "v1"],
          ["claude", "claude-sonnet-4-5", "v1"],
          ["gemini", "gemini-3-pro", "v1beta"],
        ].map(([name, model, path]) => ({
          name,
          tier: "general",
          model,
          base_url: `http://127.0.0.1:${provider}/${path}`,
        })),
        {
          name: "holder",
          tier: "general",
          internal: true,
          model: "holder",
          base_url: `http://127.0.0.1:${provider}/v1`,
          capabilities: { context_tokens: 300_000 },
        },
        {
          name: "blind",
          tier: "general",
          internal: true,
          model: "blind",
          base_url: `http://127.0.0.1:${provider}/v1`,
          capabilities: { context_tokens: 8192 },
        },
        { name: "absent", tier: "domain", internal: true, model: "absent", base_url: `http://127.0.0.1:${nobody}/v1` },
      ],
      models: [
        { name: "support", primary: "down", fallbacks: ["talker"] },
        { name: "poor", primary: "talker" },
      ],
      budgets: [{ name: "poor", route: "poor", period: "month", tokens: 300 }],
    },
  });
}

before(async () => {
  const provider = await upstream.start();
  const port = await freePort();
  const config = join(folder, "aicc.yaml");
  writeFileSync(config, configuration(port, await freePort(), provider, await freePort()));
  program = spawn(process.env.AICC, ["serve", "inference", "gateway", "--config", config], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((serving, failed) => {
    program.stdout.on("data", (text) => String(text).includes("serving") && serving());
    program.on("exit", () => failed(new Error("it did not start")));
  });
  client = new OpenAI({ apiKey: KEY, baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 0 });
});

after(async () => {
  const exited = new Promise((resolve) => program.on("exit", resolve));
  program.kill("SIGTERM");
  upstream.stop();
  assert.equal(await exited, 0);
  rmSync(folder, { recursive: true });
});

test("models lists the product's own, the configuration's and the endpoints", async () => {
  const ids = (await client.models.list()).data.map((model) => model.id);

  for (const id of ["aicc/auto", "aicc/domain", "aicc/general", "support", "talker"]) {
    assert.ok(ids.includes(id), id);
  }
});

test("aicc models prints each with its place, its licence, and whether it can be reached", async () => {
  const aicc = async (...words) =>
    (await promisify(execFile)(process.env.AICC, words, { env: environment })).stdout;
  const token = await aicc("token", "--config", join(folder, "aicc.yaml"), "--role", "ADMIN");

  const lines = (await aicc("models", "--http", client.baseURL.replace("/v1", ""), "--token", token.trim())).split("\n");

  const lineOf = (name) => lines.find((line) => line.startsWith(`${name}/`)) ?? "";
  assert.match(lines[0], /^model +tier +runs +in +is +holds +can +licence$/);
  assert.match(lineOf("talker"), /general +internal +\? +reachable .* sees/);
  assert.match(lineOf("claude"), /general +outside +us +reachable +[1-9]\d+ +sees/);
  assert.match(lineOf("absent"), /domain +internal +\? +unreachable /);
});

test("one model by its name", async () => {
  assert.equal((await client.models.retrieve("aicc/auto")).id, "aicc/auto");
  assert.equal((await client.models.retrieve("talker")).object, "model");
  assert.ok((await failure(client.models.retrieve("nobody%"))) instanceof OpenAI.NotFoundError);
});

test("an answer in one piece", async () => {
  const answer = await client.chat.completions.create({ model: "talker", messages, temperature: 0.2, max_tokens: 50 });

  assert.equal(answer.choices[0].message.content, SAID);
  assert.equal(answer.choices[0].finish_reason, "stop");
  assert.equal(answer.model, "talker");
  assert.deepEqual(
    [answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.usage.total_tokens],
    [12, 34, 46],
  );
  assert.equal(answer.usage.prompt_tokens_details.cached_tokens, 5);
  assert.equal(answer.usage.completion_tokens_details.reasoning_tokens, 6);
  assert.ok(!JSON.stringify(answer).includes("비밀"));
  const sent = upstream.last("talker");
  assert.equal(sent.temperature, 0.2);
  assert.equal(sent.max_tokens, 50);
});

test("an answer in pieces, with its usage", async () => {
  const stream = await client.chat.completions.create({
    model: "talker",
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = "";
  let usage;
  let finish;
  for await (const chunk of stream) {
    assert.ok(!JSON.stringify(chunk).includes("비밀"));
    text += chunk.choices[0]?.delta.content ?? "";
    finish = chunk.choices[0]?.finish_reason ?? finish;
    usage = chunk.usage ?? usage;
  }

  assert.equal(text, SAID);
  assert.equal(finish, "stop");
  assert.equal(usage.total_tokens, 46);
});

test("the model and the usage are those of the model that answered", async () => {
  const answer = await client.chat.completions.create({ model: "support", messages });

  assert.equal(answer.model, "talker");
  assert.equal(answer.usage.total_tokens, 46);
});

const tools = [
  {
    type: "function",
    function: { name: "get_bill", description: "청구서", parameters: { type: "object", properties: { month: { type: "integer" } } } },
  },
  { type: "function", function: { name: "get_plan" } },
];

test("parallel calls of tools, their arguments in fragments", async () => {
  const called = await client.beta.chat.completions
    .stream({ model: "caller", messages, tools, parallel_tool_calls: true })
    .finalChatCompletion();

  const calls = called.choices[0].message.tool_calls;
  assert.equal(called.choices[0].finish_reason, "tool_calls");
  assert.deepEqual(calls.map((call) => [call.id, call.function.name, call.function.arguments]), [
    ["call_a", "get_bill", '{"month":3}'],
    ["call_b", "get_plan", "{}"],
  ]);
  assert.equal(upstream.last("caller").tools[0].function.parameters.properties.month.type, "integer");
  assert.equal(upstream.last("caller").parallel_tool_calls, true);
});

test("the results of tools go back with the call", async () => {
  const called = await client.chat.completions.create({ model: "caller", messages, tools });
  const { message } = called.choices[0];
  assert.equal(message.tool_calls[0].function.name, "get_bill");
  await client.chat.completions.create({
    model: "talker",
    tools,
    messages: [...messages, message, { role: "tool", tool_call_id: "call_a", content: '{"won":11000}' }],
  });

  const sent = upstream.last("talker").messages;
  assert.equal(sent[1].tool_calls[0].id, "call_a");
  assert.equal(sent[2].role, "tool");
  assert.equal(sent[2].tool_call_id, "call_a");
});

for (const model of ["deepseek", "claude", "gemini"]) {
  test(`${model} has back what it thought before it called a tool, and nobody else reads it`, async () => {
    const asked = { model, tools, reasoning_effort: "high" };
    const turn = await client.chat.completions.create({ ...asked, messages });
    const { message } = turn.choices[0];
    assert.ok(!JSON.stringify(turn).includes("먼저"), JSON.stringify(turn));
    assert.equal(message.tool_calls[0].function.name, "get_bill");
    assert.ok(message.tool_calls[0].id);
    const result = { role: "tool", tool_call_id: message.tool_calls[0].id, content: "55,000원" };
    const whole = await client.chat.completions.create({ ...asked, messages: [...messages, message, result] });
    assert.equal(whole.choices[0].message.content, "55,000원입니다.");

    // In pieces, put together as clients do.
    const call = { type: "function", function: { arguments: "" } };
    for await (const chunk of await client.chat.completions.create({ ...asked, messages, stream: true })) {
      const [piece] = chunk.choices[0]?.delta.tool_calls ?? [];
      if (!piece) continue;
      call.id = piece.id ?? call.id;
      call.function.name = piece.function.name ?? call.function.name;
      call.function.arguments += piece.function.arguments ?? "";
    }
    const streamed = await client.chat.completions.create({
      ...asked,
      stream: true,
      messages: [
        ...messages,
        { role: "assistant", content: null, tool_calls: [call] },
        { role: "tool", tool_call_id: call.id, content: "55,000원" },
      ],
    });
    let text = "";
    for await (const chunk of streamed) text += chunk.choices[0]?.delta.content ?? "";
    assert.equal(text, "55,000원입니다.");
  });
}

test("another model is not given what one has thought", async () => {
  const turn = await client.chat.completions.create({ model: "deepseek", tools, messages });
  const { message } = turn.choices[0];
  const result = { role: "tool", tool_call_id: message.tool_calls[0].id, content: "55,000원" };
  await client.chat.completions.create({ model: "talker", tools, messages: [...messages, message, result] });

  const sent = upstream.last("talker").messages;
  assert.equal(sent[1].tool_calls[0].id, "call_d");
  assert.equal(sent[2].tool_call_id, "call_d");
  assert.ok(!JSON.stringify(sent).includes("먼저"));
});

test("pictures and a schema are passed on", async () => {
  await client.chat.completions.create({
    model: "talker",
    stream: true,
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "이게 뭐예요?" },
          { type: "image_url", image_url: { url: "data:image/png;base64,QUJD" } },
        ],
      },
    ],
    response_format: { type: "json_schema", json_schema: { name: "a", schema: { type: "object" } } },
  }).catch(() => {});

  const sent = upstream.last("talker");
  assert.equal(sent.messages[0].content[1].image_url.url, "data:image/png;base64,QUJD");
  assert.equal(sent.response_format.json_schema.schema.type, "object");
});

test("aicc/auto answers by itself, or says who will", async () => {
  const answer = await client.chat.completions.create({
    model: "aicc/auto",
    messages: [{ role: "user", content: "상담원 연결해 주세요" }],
  });

  assert.match(answer.choices[0].message.content, /상담/);
});

async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: "it did not fail" });
}

const create = (more) => client.chat.completions.create({ model: "talker", messages, ...more });

test("errors are those that the client knows", async () => {
  const unknown = await failure(create({ model: "gpt-none" }));
  assert.ok(unknown instanceof OpenAI.NotFoundError);
  assert.equal(unknown.code, "model_not_found");
  assert.equal(unknown.param, "model");

  const bad = await failure(create({ temperature: 7 }));
  assert.ok(bad instanceof OpenAI.BadRequestError);
  assert.equal(bad.param, "temperature");

  const long = await failure(create({ model: "long" }));
  assert.ok(long instanceof OpenAI.BadRequestError);
  assert.equal(long.code, "context_length_exceeded");

  const limited = await failure(create({ model: "limited" }));
  assert.ok(limited instanceof OpenAI.RateLimitError);
  assert.equal(limited.headers["retry-after"], "60");

  const down = await failure(create({ model: "down" }));
  assert.ok(down instanceof OpenAI.InternalServerError);

  const stranger = new OpenAI({ apiKey: "nobody", baseURL: client.baseURL, maxRetries: 0 });
  assert.ok((await failure(stranger.models.list())) instanceof OpenAI.AuthenticationError);
});

test("a budget that is spent refuses, and is not overrun by many at once", async () => {
  const before = upstream.requests.length;
  // Each may cost 100 at most for its answer, and something for its prompt.
  const asked = Array.from({ length: 200 }, () =>
    create({ model: "poor", max_tokens: 100 }).then(
      () => "answered",
      (error) => error.code,
    ),
  );
  const outcomes = await Promise.all(asked);
  const answered = outcomes.filter((each) => each === "answered").length;

  assert.ok(answered >= 1 && answered <= 6, `${answered}`); // 300 / 46
  assert.equal(upstream.requests.length - before, answered);
  assert.ok(outcomes.every((each) => ["answered", "budget_spent"].includes(each)));
  const error = await failure(create({ model: "poor", max_tokens: 300 }));
  assert.equal(error.status, 429);
  assert.equal(error.type, "insufficient_quota");
  assert.equal(error.headers["x-should-retry"], "false");
});

test("what is beyond a model is refused with the reason", async () => {
  const seeing = await failure(
    create({
      model: "blind",
      messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "data:image/png;base64,QUJD" } }] }],
    }),
  );
  assert.equal(seeing.status, 400);
  assert.equal(seeing.code, "model_unfit");
  assert.match(seeing.message, /BLIND/);

  const long = await failure(create({ model: "blind", messages: [{ role: "user", content: "가".repeat(200_000) }] }));
  assert.equal(long.status, 400);
  assert.equal(long.code, "context_length_exceeded");
  assert.equal(upstream.last("blind"), undefined);
});

test("a prompt of 200,000 tokens is passed on to a model that holds it", async () => {
  const content = "가나다라 ".repeat(50_000);
  const answer = await create({ model: "holder", messages: [{ role: "user", content }] });
  assert.equal(answer.model, "holder");
  assert.equal(upstream.last("holder").messages[0].content.length, content.length);

  // Nobody has said that this model holds so much.
  const error = await failure(create({ model: "talker", messages: [{ role: "user", content }] }));
  assert.equal(error.code, "context_length_exceeded");
});

test("servers that speak nonsense are errors, whatever they speak", async () => {
  for (const model of ["gzip", "page", "flood", "nonsense"]) {
    for (const stream of [false, true]) {
      const error = await failure(create({ model, stream }));
      assert.equal(error.status, 502, model);
      assert.ok(["bad_response", "too_large"].includes(error.code), `${model}: ${error.code}`);
    }
  }
  assert.equal((await create({})).choices[0].message.content, SAID);
});

const post = (body, headers = {}) =>
  fetch(`${client.baseURL}/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json", ...headers },
    body,
  });

test("bodies that are no requests name what is wrong", async () => {
  const good = JSON.stringify({ model: "talker", messages });
  const cases = [
    ["", "body"],
    ["[]", "body"],
    [good.slice(0, -1), "body"],
    [Buffer.concat([Buffer.from('{"model":"talker","x":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]), "body"],
    ['{"model":"talker","messages":[{"role":"user","content":"u"}],"seed":1e400}', "body"],
    [JSON.stringify({ messages }), "model"],
    [JSON.stringify({ model: "talker", messages: [] }), "messages"],
    [JSON.stringify({ model: "talker", messages, n: 2 }), "n"],
    [JSON.stringify({ model: "talker", messages, stop: [1] }), "stop"],
    [JSON.stringify({ model: "talker", messages, tools: [{}] }), "tools[0]"],
    [JSON.stringify({ model: "talker", messages, functions: [{ name: "f" }] }), "functions"],
    [JSON.stringify({ model: "talker", messages, response_format: "json_object" }), "response_format"],
    [JSON.stringify({ model: "talker", messages, response_format: { type: "xml" } }), "response_format"],
    [JSON.stringify({ model: "talker", messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "https://a/" + "x".repeat(10_000) } }] }] }), "messages[0].content[0].image_url.url"],
    ["[".repeat(100_000), "body"],
  ];
  for (const [body, param] of cases) {
    const response = await post(body);
    const { error } = await response.json();
    assert.equal(response.status, 400, param);
    assert.equal(error.param, param);
    assert.ok(error.message.length > 0);
  }
});

test("bodies that cannot be read at all are refused in the same form", async () => {
  const packed = await post("{}", { "content-encoding": "gzip" });
  assert.equal(packed.status, 415);
  assert.equal((await packed.json()).error.code, "compressed");

  const { hostname, port } = new URL(client.baseURL);
  const socket = connect(port, hostname);
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${KEY}\r\n` +
      "content-type: application/json\r\ncontent-length: 70000000\r\n\r\n",
  );
  let text = "";
  for await (const bytes of socket) text += bytes;
  assert.match(text, /^HTTP\/1.1 413 /);
  assert.equal(JSON.parse(text.slice(text.indexOf("\r\n\r\n"))).error.code, "body_too_large");
});

test("a picture's address that names somebody does not leave", async () => {
  const url = "https://pictures.example/kim@example.com.png";
  const error = await failure(create({ model: "claude", messages: [{ role: "user", content: [{ type: "image_url", image_url: { url } }] }] }));

  assert.equal(error.status, 400);
  assert.equal(error.code, "personal_data_in_url");
  assert.ok(!error.message.includes("kim@"));
});

test("a trace goes on, and the figures have the names of OpenTelemetry", async () => {
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  await post(JSON.stringify({ model: "talker", messages }), { traceparent });
  assert.equal(upstream.last("talker").headers.traceparent, traceparent);
  await post(JSON.stringify({ model: "talker", messages }), { traceparent: "00-nonsense" });
  assert.equal(upstream.last("talker").headers.traceparent, undefined);

  const metrics = await (await fetch(client.baseURL.replace("/v1", "/metrics"))).text();
  for (const name of [
    "gen_ai_client_operation_duration_seconds_bucket",
    "gen_ai_client_token_usage_sum",
    'gen_ai_operation_name="chat"',
    'server_address="127.0.0.1"',
    "gen_ai_client_operation_time_to_first_chunk_seconds_count",
    "aicc_inference_overhead_seconds_sum",
  ]) {
    assert.ok(metrics.includes(name), name);
  }
});

test("who was thought of is explained to who asks", async () => {
  const response = await post(JSON.stringify({ model: "support", messages }), { "x-aicc-explain": "true" });
  const { aicc } = await response.json();
  assert.deepEqual(
    aicc.candidates.map((each) => [each.model, each.taken]),
    [
      ["down/down", true],
      ["talker/talker", true],
    ],
  );
  assert.deepEqual(aicc.attempts.at(-1).outcome, "OK");
  assert.ok(["SERVER_ERROR", "BREAKER_OPEN"].includes(aicc.attempts[0].outcome));
});

test("also where nobody answered, and where the tiers decided", async () => {
  const explain = { "x-aicc-explain": "true" };
  const unfit = await post(
    JSON.stringify({ model: "blind", messages, reasoning_effort: "high" }),
    explain,
  );
  assert.equal(unfit.status, 400);
  const refused = await unfit.json();
  assert.equal(refused.error.code, "model_unfit");
  assert.deepEqual(refused.aicc.candidates, [{ model: "blind/blind", taken: false, reason: "NO_REASONING" }]);

  // It has said before that it takes no more for a minute.
  const resting = await post(JSON.stringify({ model: "limited", messages }), explain);
  assert.equal(resting.status, 503);
  assert.ok(Number(resting.headers.get("retry-after")) > 20);
  assert.equal((await resting.json()).aicc.attempts[0].outcome, "RESTING");

  const decided = await post(
    JSON.stringify({ model: "aicc/auto", messages: [{ role: "user", content: "상담원 연결해 주세요" }] }),
    explain,
  );
  const { aicc } = await decided.json();
  assert.equal(aicc.decision.tier, "HUMAN");
  assert.equal(aicc.decision.escalations[0].reason, "CUSTOMER_ASKED");
});

test("what is more than a chat goes to the models that can, under aicc/auto too", async () => {
  const content = [
    { type: "text", text: "이게 뭐예요?" },
    { type: "image_url", image_url: { url: "data:image/png;base64,QUJD" } },
  ];
  const seen = await create({ model: "aicc/auto", messages: [{ role: "user", content }] });
  // The first of those that see.
  assert.equal(seen.model, "talker");
  assert.equal(upstream.last("talker").messages[0].content[1].type, "image_url");

  const document = await create({
    model: "aicc/auto",
    messages: [{ role: "user", content: "약관입니다. ".repeat(3_000) + "요약해 주세요." }],
  });
  assert.equal(document.model, "talker");

  const texts = [{ type: "text", text: "상담원" }, { type: "text", text: "연결해 주세요" }];
  const chat = await create({ model: "aicc/auto", messages: [{ role: "user", content: texts }] });
  assert.match(chat.choices[0].message.content, /상담/);
});

test("whoever asks may say for which task and contact", async () => {
  const answer = await create({ metadata: { aicc_task: "classify", aicc_session_id: "s-1", own: "x" } });
  assert.equal(answer.model, "talker");
  assert.equal(upstream.last("talker").metadata, undefined);

  const error = await failure(create({ metadata: { aicc_task: "dance" } }));
  assert.equal(error.param, "metadata.aicc_task");
});

test("a message that is none names its field", async () => {
  const error = await failure(create({ messages: [{ role: "user", content: "a" }, { role: "oracle", content: "b" }] }));

  assert.equal(error.status, 400);
  assert.equal(error.param, "messages[1].role");
});

test("a stream that breaks off is an error, and no answer", async () => {
  const stream = await create({ model: "broken", stream: true });
  let text = "";
  const error = await failure(
    (async () => {
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta.content ?? "";
        assert.equal(chunk.choices[0]?.finish_reason ?? null, null);
      }
    })(),
  );

  assert.equal(text, "반쪽");
  assert.ok(error instanceof OpenAI.APIError);
});

test("a client that leaves takes the provider's request along", { timeout: 10_000 }, async () => {
  const stream = await create({ model: "endless", stream: true });
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta.content) break;
  }
  stream.controller.abort();

  await upstream.left.get("endless");
});
