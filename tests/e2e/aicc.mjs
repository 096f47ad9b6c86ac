// Starts and drives the built program, for tests.
import { spawn, execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const program = process.env.AICC_PROGRAM ?? path.join(root, "build/aicc");

const folders = [];
const processes = new Set();

// Whatever a failed test left behind would keep the others waiting.
after(async () => {
  for (const each of processes) each.child.kill("SIGKILL");
  for (const each of processes) await each.exit;
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 9 });
});

// A folder that PostgreSQL's user can pass through, removed at the end.
export function temporaryFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aicc-e2e-"));
  fs.chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// Waits until `check` gives something true; fails after `limit` ms.
export async function until(check, what, limit = 30_000) {
  const end = Date.now() + limit;
  for (;;) {
    const got = await check();
    if (got) return got;
    if (Date.now() > end) throw new Error(`waited too long for ${what}`);
    await sleep(50);
  }
}

// A running `aicc …`, with everything it has printed so far.
export class Process {
  constructor(words, environment = {}) {
    this.output = "";
    this.child = spawn(program, words, {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (bytes) => (this.output += bytes);
    this.child.stdout.setEncoding("utf8").on("data", keep);
    this.child.stderr.setEncoding("utf8").on("data", keep);
    processes.add(this);
    this.exit = once(this.child, "close").then(([code]) => {
      processes.delete(this);
      return code;
    });
  }

  // Waits until it has printed something that matches; gives the match.
  async prints(pattern, limit = 60_000) {
    let ended = false;
    this.exit.then(() => (ended = true));
    return until(() => {
      const match = this.output.match(pattern);
      if (!match && ended) throw new Error(`it ended:\n${this.output}`);
      return match;
    }, `${pattern} in:\n${this.output}`, limit);
  }

  async stop(signal = "SIGINT") {
    this.child.kill(signal);
    return this.exit;
  }
}

// `aicc up` on a folder, on a free port unless one is given.
export class System {
  static async start(folder, { http = "127.0.0.1:0" } = {}) {
    const system = new System();
    system.folder = folder;
    system.process = new Process(["up", "--data", folder, "--http", http]);
    const [, url] = await system.process.prints(/API +(http:\S+?)\/\{/);
    await system.process.prints(/the data stays/);
    system.url = url;
    return system;
  }

  token(role, subject, tenant = "dev") {
    return token(this.folder, role, subject, tenant);
  }

  as(role, subject, tenant) {
    return new Client(this.url, this.token(role, subject, tenant));
  }

  stop(signal) {
    return this.process.stop(signal);
  }
}

export function token(folder, role, subject, tenant = "dev") {
  return execFileSync(
    program,
    ["token", "--data", folder, "--role", role, "--tenant", tenant]
      .concat(subject ? ["--subject", subject] : []),
    { encoding: "utf8" },
  ).trim();
}

export class CallError extends Error {
  constructor(status, body) {
    super(`${body?.code}: ${body?.message}`);
    this.status = status;
    this.code = body?.code;
    this.reason = body?.details?.map((d) => d.debug?.reason).find(Boolean);
  }
}

// Speaks the Connect protocol with nothing but fetch.
export class Client {
  constructor(url, bearer) {
    this.url = url;
    this.headers = { "content-type": "application/json" };
    if (bearer) this.headers.authorization = `Bearer ${bearer}`;
  }

  async call(method, request = {}) {
    const answer = await fetch(`${this.url}/${method}`, {
      method: "POST",
      headers: this.headers,
      body: JSON.stringify(request),
    });
    const body = await answer.json();
    if (!answer.ok) throw new CallError(answer.status, body);
    return body;
  }

  session(method, request) {
    return this.call(`aicc.session.v1.SessionService/${method}`, request);
  }

  routing(method, request) {
    return this.call(`aicc.session.v1.RoutingService/${method}`, request);
  }

  // Yields the messages of a server-streaming call until it ends.
  async *stream(method, request, { signal } = {}) {
    const text = new TextEncoder().encode(JSON.stringify(request));
    const body = new Uint8Array(5 + text.length);
    new DataView(body.buffer).setUint32(1, text.length);
    body.set(text, 5);
    const answer = await fetch(`${this.url}/${method}`, {
      method: "POST",
      headers: { ...this.headers, "content-type": "application/connect+json" },
      body,
      signal,
    });
    if (!answer.ok) throw new CallError(answer.status, await answer.json());
    let pending = Buffer.alloc(0);
    for await (const chunk of answer.body) {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= 5) {
        const size = pending.readUInt32BE(1);
        if (pending.length < 5 + size) break;
        const message = JSON.parse(pending.subarray(5, 5 + size).toString());
        const last = (pending[0] & 2) !== 0;
        pending = pending.subarray(5 + size);
        if (last) {
          if (message.error) throw new CallError(200, message.error);
          return;
        }
        yield message;
      }
    }
    throw new Error("the stream broke off");
  }

  // The whole log of a contact, as a watcher sees it.
  async log(sessionId, lastSeq) {
    const events = [];
    const controller = new AbortController();
    const watch = this.stream(
      "aicc.session.v1.SessionService/WatchSession",
      { session_id: sessionId },
      { signal: controller.signal },
    );
    try {
      for await (const { event } of watch) {
        if (!event) continue;
        events.push(event);
        if (lastSeq && event.seq >= lastSeq) break;
      }
    } finally {
      controller.abort();
    }
    return events;
  }

  async send(sessionId, text, requestId = randomUUID()) {
    const replies = [];
    const stream = this.stream("aicc.chatbot.v1.ChatbotService/SendMessage", {
      session_id: sessionId,
      request_id: requestId,
      text,
    });
    for await (const message of stream) replies.push(message);
    return replies;
  }

  async start(locale = "ko") {
    const { session } = await this.session("StartSession", {
      request_id: randomUUID(),
      channel: "CHANNEL_CHAT",
      locale,
    });
    return session;
  }
}
