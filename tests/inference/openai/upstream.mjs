// A provider's server on this machine, as the OpenAI protocol has it. What it
// does is chosen by the model's name.
import { createServer } from "node:http";

function chunk(model, delta, finish = null) {
  return {
    id: "chatcmpl-upstream",
    object: "chat.completion.chunk",
    created: 1,
    model,
    choices: [{ index: 0, delta, finish_reason: finish }],
  };
}

const usage = {
  prompt_tokens: 12,
  completion_tokens: 34,
  total_tokens: 46,
  prompt_tokens_details: { cached_tokens: 5 },
  completion_tokens_details: { reasoning_tokens: 6 },
};

const calls = [
  { index: 0, id: "call_a", type: "function", function: { name: "get_bill", arguments: "" } },
  { index: 1, id: "call_b", type: "function", function: { name: "get_plan", arguments: "" } },
];

function whole(response, model, message, finish = "stop") {
  response.setHeader("content-type", "application/json");
  response.end(
    JSON.stringify({
      id: "chatcmpl-upstream",
      object: "chat.completion",
      created: 1,
      model,
      choices: [{ index: 0, message: { role: "assistant", ...message }, finish_reason: finish }],
      usage,
    }),
  );
}

function stream(response, model, deltas, finish) {
  response.setHeader("content-type", "text/event-stream");
  const say = (data) => response.write(`data: ${data}\n\n`);
  for (const delta of deltas) say(JSON.stringify(chunk(model, delta)));
  if (!finish) return setTimeout(() => response.destroy(), 100);
  say(JSON.stringify(chunk(model, {}, finish)));
  say(JSON.stringify({ ...chunk(model, {}), choices: [], usage }));
  say("[DONE]");
  response.end();
}

function fail(response, status, code, headers = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ error: { message: "no", type: "no", param: null, code } }));
}

// Models that want back what they thought before they called a tool, each in its
// maker's protocol; they refuse its result without.
const THOUGHT = "먼저 요금을 본다";
const DONE = "55,000원입니다.";

function deepseek(body, response) {
  const called = body.messages.find((each) => each.tool_calls);
  if (!called) {
    const call = { id: "call_d", type: "function", function: { name: "get_bill", arguments: "{}" } };
    if (!body.stream) return whole(response, body.model, { content: null, reasoning_content: THOUGHT, tool_calls: [call] }, "tool_calls");
    return stream(response, body.model, [{ reasoning_content: THOUGHT }, { tool_calls: [{ index: 0, ...call }] }], "tool_calls");
  }
  if (called.reasoning_content !== THOUGHT) return fail(response, 400, "reasoning_content_missing");
  if (called.tool_calls[0].id !== "call_d") return fail(response, 400, "unknown_call");
  return body.stream ? stream(response, body.model, [{ content: DONE }], "stop") : whole(response, body.model, { content: DONE });
}

function events(response, all) {
  response.setHeader("content-type", "text/event-stream");
  for (const each of all) response.write(`event: ${each.type}\ndata: ${JSON.stringify(each)}\n\n`);
  response.end();
}

function json(response, body) {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}

function claude(body, response) {
  const usage = { input_tokens: 12, output_tokens: 34 };
  const called = body.messages.find((each) => each.role === "assistant");
  const blocks = called
    ? [{ type: "text", text: DONE }]
    : [
        { type: "thinking", thinking: THOUGHT, signature: "sig-1" },
        { type: "tool_use", id: "toolu_1", name: "get_bill", input: {} },
      ];
  if (called) {
    const [thinking, use] = called.content;
    if (thinking.signature !== "sig-1" || thinking.thinking !== THOUGHT || use.id !== "toolu_1") {
      response.writeHead(400, { "content-type": "application/json" });
      return response.end('{"type":"error","error":{"type":"invalid_request_error","message":"no thinking"}}');
    }
  }
  const stop_reason = called ? "end_turn" : "tool_use";
  if (!body.stream) return json(response, { type: "message", role: "assistant", model: body.model, content: blocks, stop_reason, usage });
  const all = [{ type: "message_start", message: { model: body.model, content: [], usage } }];
  blocks.forEach((block, index) => {
    if (block.type === "thinking") {
      all.push({ type: "content_block_start", index, content_block: { type: "thinking", thinking: "" } });
      all.push({ type: "content_block_delta", index, delta: { type: "thinking_delta", thinking: block.thinking } });
      all.push({ type: "content_block_delta", index, delta: { type: "signature_delta", signature: block.signature } });
    } else if (block.type === "text") {
      all.push({ type: "content_block_start", index, content_block: { type: "text", text: "" } });
      all.push({ type: "content_block_delta", index, delta: { type: "text_delta", text: block.text } });
    } else {
      all.push({ type: "content_block_start", index, content_block: { ...block, input: {} } });
      all.push({ type: "content_block_delta", index, delta: { type: "input_json_delta", partial_json: "{}" } });
    }
    all.push({ type: "content_block_stop", index });
  });
  all.push({ type: "message_delta", delta: { stop_reason }, usage }, { type: "message_stop" });
  return events(response, all);
}

function gemini(body, response, streams) {
  const usageMetadata = { promptTokenCount: 12, candidatesTokenCount: 30, thoughtsTokenCount: 4 };
  const called = body.contents.find((each) => each.role === "model");
  if (called && called.parts[0].thoughtSignature !== "gsig") {
    response.writeHead(400, { "content-type": "application/json" });
    return response.end('{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"no thoughtSignature"}}');
  }
  const parts = called
    ? [{ text: DONE }]
    : [
        { text: THOUGHT, thought: true },
        { functionCall: { name: "get_bill", args: {} }, thoughtSignature: "gsig" },
      ];
  const answer = { candidates: [{ content: { role: "model", parts }, finishReason: "STOP" }], usageMetadata, modelVersion: "gemini-3-pro" };
  if (!streams) return json(response, answer);
  response.setHeader("content-type", "text/event-stream");
  return response.end(`data: ${JSON.stringify(answer)}\r\n\r\n`);
}

export class Upstream {
  requests = [];
  left = new Map(); // By model: resolves when a client has hung up.

  async start() {
    this.server = createServer((request, response) => this.#handle(request, response));
    await new Promise((ready) => this.server.listen(0, "127.0.0.1", ready));
    return this.server.address().port;
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }

  last(model) {
    return this.requests.filter((each) => each.model === model).at(-1);
  }

  #handle(request, response) {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (bytes) => (text += bytes));
    request.on("end", () => {
      const body = JSON.parse(text);
      this.requests.push({ ...body, headers: request.headers });
      if (request.url.endsWith("/messages")) return claude(body, response);
      if (request.url.includes("enerateContent")) return gemini(body, response, request.url.includes("alt=sse"));
      if (body.model === "deepseek-reasoner") return deepseek(body, response);
      return this.#answer(body, response);
    });
  }

  #answer(body, response) {
    const { model } = body;
    if (model === "gzip") {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      return response.end(Buffer.from([31, 139, 8, 0]));
    }
    if (model === "page") {
      response.writeHead(200, { "content-type": "text/html" });
      return response.end("<html>login</html>");
    }
    if (model === "flood") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      return response.end("data: " + "x".repeat(10_000_000));
    }
    if (model === "nonsense") {
      response.socket.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nnonsense\r\n");
      return response.socket.end();
    }
    if (model === "limited") return fail(response, 429, "rate_limit_exceeded", { "retry-after": "60" });
    if (model === "long") return fail(response, 400, "context_length_exceeded");
    if (model === "down") return fail(response, 503, "overloaded");
    if (model === "endless") {
      response.setHeader("content-type", "text/event-stream");
      response.write(`data: ${JSON.stringify(chunk(model, { content: "하나" }))}\n\n`);
      this.left.set(model, new Promise((gone) => response.on("close", gone)));
      return undefined;
    }
    if (model === "caller") {
      if (!body.stream) {
        return whole(
          response,
          model,
          {
            content: null,
            tool_calls: [
              { id: "call_a", type: "function", function: { name: "get_bill", arguments: '{"month":3}' } },
            ],
          },
          "tool_calls",
        );
      }
      return stream(
        response,
        model,
        [
          { role: "assistant", content: null, tool_calls: [calls[0]] },
          { tool_calls: [calls[1]] },
          { tool_calls: [{ index: 0, function: { arguments: '{"mon' } }] },
          { tool_calls: [{ index: 1, function: { arguments: "{}" } }] },
          { tool_calls: [{ index: 0, function: { arguments: 'th":3}' } }] },
        ],
        "tool_calls",
      );
    }
    if (model === "broken") {
      return stream(response, model, [{ role: "assistant", content: "" }, { content: "반쪽" }], null);
    }
    if (!body.stream) return whole(response, model, { content: "안녕하세요. \"5G\"\n입니다.", reasoning_content: "비밀" });
    return stream(
      response,
      model,
      [
        { role: "assistant", content: "" },
        { reasoning_content: "비밀" },
        { content: "안녕하세요. " },
        { content: '"5G"\n입니다.' },
      ],
      "stop",
    );
  }
}
