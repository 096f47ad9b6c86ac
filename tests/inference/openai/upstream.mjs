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
      this.#answer(body, response);
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
