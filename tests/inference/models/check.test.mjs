// The profiles of models: every file follows the schema, the schema is what
// services/inference/profiles.cc reads, and the README says what the data say.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import Ajv2020 from "ajv/dist/2020.js";
import { parse } from "yaml";

import { makers, served } from "./served.mjs";

const root = process.env.AICC_ROOT;
const folder = join(root, "deploy/models");
const read = (path) => readFileSync(join(root, path), "utf8");
const uncommented = (text) => text.replace(/\/\/.*$/gm, "");

const files = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .sort();
const data = new Map(
  files.map((name) => [
    name.slice(0, -".yaml".length),
    parse(readFileSync(join(folder, name), "utf8")),
  ]),
);
const profiles = [...data].flatMap(([maker, file]) =>
  (file?.profiles ?? []).map((profile) => ({ maker, ...profile })),
);
const schema = JSON.parse(read("deploy/models/profile.schema.json"));
const keys = schema.$defs.profile.properties;
const readme = read("deploy/models/README.md");
const reader = uncommented(read("services/inference/profiles.cc"));
const header = uncommented(read("services/inference/domain/profile.h"));

// As FindProfile(): the pattern that says most of the name wins.
function bestFor(model) {
  let best;
  let most = 0;
  for (const profile of profiles) {
    for (const name of profile.names) {
      const escaped = name.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
      const pattern = new RegExp(`^${escaped.replaceAll("*", ".*")}$`, "is");
      const fitness = name.replaceAll("*", "").length + 1;
      if (pattern.test(model) && fitness > most) {
        most = fitness;
        best = profile;
      }
    }
  }
  return best?.id;
}

// The rows of the table under `heading`, by the names of its columns.
function tableUnder(heading) {
  const from = readme.indexOf(`\n## ${heading}\n`);
  assert.ok(from >= 0, `README.md has no "${heading}"`);
  const lines = readme
    .slice(from + 1)
    .split("\n")
    .slice(1);
  const end = lines.findIndex((line) => line.startsWith("## "));
  const rows = (end < 0 ? lines : lines.slice(0, end))
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [columns, , ...body] = rows;
  return body.map((cells) => {
    assert.equal(cells.length, columns.length, `| ${cells.join(" | ")} |`);
    return Object.fromEntries(cells.map((cell, i) => [columns[i], cell]));
  });
}

function forEachProfile(claim) {
  const wrong = [];
  for (const profile of profiles) {
    const problem = claim(profile);
    if (problem) wrong.push(`${profile.id}: ${problem}`);
  }
  assert.deepEqual(wrong, []);
}

// --- The files.

test("every maker has a file, and every file a maker", () => {
  assert.deepEqual([...data.keys()], makers);
});

for (const [maker, file] of data) {
  test(`${maker}.yaml follows the schema`, () => {
    const ajv = new Ajv2020({ allErrors: true, strict: true });
    const validate = ajv.compile(schema);
    validate(file);
    assert.deepEqual(
      (validate.errors ?? []).map(
        ({ instancePath, message, params }) =>
          `${instancePath} ${message} ${JSON.stringify(params)}`,
      ),
      [],
    );
  });
}

test("an id is there once", () => {
  const ids = profiles.map(({ id }) => id);
  assert.deepEqual(
    ids.filter((id, i) => ids.indexOf(id) !== i),
    [],
  );
});

test("a pattern is there once", () => {
  const names = profiles.flatMap((profile) => profile.names);
  assert.deepEqual(
    names.filter((name, i) => names.indexOf(name) !== i),
    [],
  );
});

test("a pattern finds its own profile", () => {
  forEachProfile(({ id, names }) => {
    for (const name of names) {
      const found = bestFor(name.replaceAll("*", ""));
      if (found !== id) return `"${name}" finds ${found}`;
    }
  });
});

test("servers' names find their profiles", () => {
  const found = Object.keys(served).map((name) => [name, bestFor(name)]);
  assert.deepEqual(Object.fromEntries(found), served);
});

test("what differs from model to model is said", () => {
  const always = [
    "wire",
    "owner",
    "thinking",
    "context_tokens",
    "max_output_tokens",
    "licence",
    "residency",
    "prices",
    "quality",
  ];
  forEachProfile((profile) => {
    const missing = always.filter((key) => !(key in profile));
    if (!profile.licence?.name || profile.licence?.commercial === undefined) {
      missing.push("licence.*");
    }
    for (const price of ["prompt", "cached", "completion"]) {
      if (profile.prices?.[price] === undefined) missing.push(price);
    }
    if (missing.length > 0) return `says nothing of ${missing.join(", ")}`;
  });
});

test("what a profile says fits together", () => {
  forEachProfile((p) => {
    const thinks = p.thinking !== "none";
    if (p.max_output_tokens > p.context_tokens) return "writes beyond its end";
    if (!thinks && (p.thinks_by_default || p.thought_opened)) {
      return "thinks, and cannot";
    }
    if (!thinks && p.temperature_thinking !== undefined) {
      return "has a temperature of thoughts that it has not";
    }
    if (p.thinking === "always" && !p.thinks_by_default) {
      return "always thinks, but not by default";
    }
    if (p.temperature > (p.max_temperature ?? 2)) return "is too hot";
    if (p.sampling === false) {
      if (p.temperature !== undefined || p.top_p !== undefined) {
        return "refuses the temperature that it is given";
      }
      if (p.sampling_thinking !== false) return "samples only in thought";
    }
    if (p.tools === false && p.echo_thoughts) return "echoes without tools";
  });
});

test("each wire has its own switches and ways to begin", () => {
  const switches = {
    openai: ["none", "always", "template", "effort", "type", "enable"],
    anthropic: ["none", "always", "budget", "adaptive"],
    gemini: ["none", "always", "thinking_budget", "thinking_level"],
  };
  forEachProfile(({ wire, thinking, prefill = "none" }) => {
    if (!switches[wire].includes(thinking)) return `${thinking} on ${wire}`;
    const openai = prefill === "continue" || prefill === "prefix";
    if (openai && wire !== "openai") return `${prefill} on ${wire}`;
  });
});

test("what runs on one's own machines costs nothing, the rest does", () => {
  forEachProfile(({ residency, prices }) => {
    const { prompt, cached, completion } = prices;
    if (residency === "") return "goes nobody knows where";
    if (residency === "own") {
      if (prompt + cached + completion > 0) return "costs money";
    } else if (prompt <= 0 || cached <= 0 || completion <= 0) {
      return "costs nothing";
    }
    if (cached > prompt) return "is dearer from the cache";
  });
});

test("a licence that says NC, or is unverified, is not commercial", () => {
  forEachProfile(({ licence: { name, commercial } }) => {
    const forbids = /\bNC\b|non-?commercial|unverified/i.test(name);
    if (forbids === commercial) return `"${name}" and commercial ${commercial}`;
  });
});

// --- The schema and the reader.

const literal = (text) =>
  Number(
    text
      .replace(/\bk\w+/, (name) => {
        const constant = new RegExp(`constexpr \\w+ ${name} = ([^;]+);`);
        const found = reader.match(constant);
        assert.ok(found, `${name} is no constant of profiles.cc`);
        return found[1];
      })
      .replaceAll("'", ""),
  );

// Which keys are read of a profile, its licence and its prices.
function keysRead() {
  const of = { node: new Set(), licence: new Set(), prices: new Set() };
  const patterns = [
    /\b(node|licence|prices)\.(?:Require|Read|Section)\(\s*"(\w+)"/g,
    /\bRead(?:Name|OneOf<\d+>|Optional)\(\s*(node),\s*"(\w+)"/g,
    /()\{\s*"(\w+)",\s*&profile->\w+\s*\}/g,
  ];
  for (const pattern of patterns) {
    for (const [, whose, key] of reader.matchAll(pattern)) {
      of[whose || "node"].add(key);
    }
  }
  return of;
}

test("the schema has the keys that profiles.cc reads, and no other", () => {
  const of = keysRead();
  assert.ok(of.node.size > 20, "profiles.cc reads in a way unknown here");
  assert.deepEqual(Object.keys(keys).sort(), [...of.node].sort());
  for (const section of ["licence", "prices"]) {
    assert.deepEqual(
      Object.keys(keys[section].properties).sort(),
      [...of[section]].sort(),
    );
  }
  assert.match(reader, /List\("profiles"\)/);
  assert.deepEqual(Object.keys(schema.properties), ["profiles"]);
});

test("profiles.cc reads in no way that is unknown here", () => {
  const { node, licence, prices } = keysRead();
  const known = new Set([...node, ...licence, ...prices, "profiles"]);
  for (const values of Object.values(namesRead())) {
    for (const value of values) known.add(value);
  }
  // LoadProfiles() reads no profile, and has words of errors.
  const end = reader.indexOf("> LoadProfiles(");
  assert.ok(end > 0, "profiles.cc has no LoadProfiles()");
  const words = [...reader.slice(0, end).matchAll(/"([a-z_]+)"/g)].map(
    ([, word]) => word,
  );
  assert.deepEqual(
    words.filter((word) => !known.has(word)),
    [],
  );
});

test("the schema requires what profiles.cc requires", () => {
  const required = [
    ...reader.matchAll(/\bnode\.Require\("(\w+)"/g),
    ...reader.matchAll(/\bnode\.Reject\("(\w+)", "is required"\)/g),
  ].map(([, key]) => key);
  assert.deepEqual(
    schema.$defs.profile.required.slice().sort(),
    required.sort(),
  );
});

// What may stand under a key that is one of several names.
function namesRead() {
  const of = {};
  const arrays = new Map();
  for (const [, array, body] of reader.matchAll(
    /\b(k\w+)\{\{\s*((?:\{"\w+",\s*\w+::k\w+\},?\s*)+)\}\}/g,
  )) {
    arrays.set(
      array,
      [...body.matchAll(/\{"(\w+)"/g)].map(([, name]) => name),
    );
  }
  for (const [, key, array] of reader.matchAll(
    /ReadName\(\s*node,\s*"(\w+)",\s*(k\w+),/g,
  )) {
    of[key] = arrays.get(array);
  }
  for (const [, key, body] of reader.matchAll(
    /ReadOneOf<\d+>\(\s*node,\s*"(\w+)",\s*\{([^}]*)\}/g,
  )) {
    of[key] = [...body.matchAll(/"(\w*)"/g)].map(([, name]) => name);
  }
  return of;
}

test("the schema allows the names that profiles.cc knows", () => {
  const allowed = Object.entries(keys).filter(([, { enum: names }]) => names);
  assert.deepEqual(
    Object.fromEntries(allowed.map(([key, { enum: names }]) => [key, names])),
    namesRead(),
  );
});

test("the schema has the limits of profiles.cc", () => {
  const limits = {};
  const patterns = [
    /\b(?:node|licence|prices)\.Read\(\s*"(\w+)",\s*&[\w.>-]+,\s*([^,]+),\s*([^)]+)\)/g,
    /\bReadOptional\(\s*node,\s*"(\w+)",\s*([^,]+),\s*([^,]+),/g,
  ];
  for (const pattern of patterns) {
    for (const [, key, min, max] of reader.matchAll(pattern)) {
      limits[key] = [literal(min), literal(max)];
    }
  }
  const all = { ...keys, ...keys.prices.properties };
  assert.deepEqual(
    Object.fromEntries(
      Object.entries(all)
        .filter(([, { type }]) => type === "number" || type === "integer")
        .map(([key, { minimum, maximum }]) => [key, [minimum, maximum]])
        .sort(),
    ),
    Object.fromEntries(Object.entries(limits).sort()),
  );
});

test("the schema has the defaults of profile.h", () => {
  const bodies = Object.fromEntries(
    [...header.matchAll(/\bstruct (\w+) \{([^}]*)\};/g)].map(
      ([, name, body]) => [name, body],
    ),
  );
  const nameOf = (value) => {
    const name = reader.match(new RegExp(`\\{"(\\w+)", ${value}\\}`));
    assert.ok(name, `${value} has no name in profiles.cc`);
    return name[1];
  };
  const valueOf = (type, text) => {
    if (type === "bool") return text === "true";
    if (type === "int" || type === "double") return literal(text);
    if (type === "std::string") return (text ?? '""').slice(1, -1);
    return nameOf(text);
  };
  const defaultsOf = (name) =>
    Object.fromEntries(
      [...bodies[name].matchAll(/^\s*([\w:<>]+) (\w+)(?: = ([^;]+))?;/gm)]
        .filter(([, type]) => !/optional|vector|Licence|Prices/.test(type))
        .filter(([, , key]) => key !== "id")
        .map(([, type, key, text]) => [key, valueOf(type, text)])
        .sort(),
    );
  const inSchema = (properties) =>
    Object.fromEntries(
      Object.entries(properties)
        .filter(([, property]) => property.default !== undefined)
        .map(([key, property]) => [key, property.default])
        .sort(),
    );

  assert.deepEqual(inSchema(keys), defaultsOf("Profile"));
  assert.deepEqual(inSchema(keys.licence.properties), defaultsOf("Licence"));
  assert.deepEqual(inSchema(keys.prices.properties), defaultsOf("Prices"));
});

// --- The README.

const code = (text) => `\`${text}\``;
const thousands = (number) =>
  String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ",");

function typeOf(property) {
  if (property.enum) return "one of";
  if (property.type === "array") return "list of text";
  return (
    { string: "text", boolean: "boolean", integer: "integer" }[property.type] ??
    "number"
  );
}

function rangeOf(property) {
  if (property.enum) {
    return property.enum
      .map((name) => (name ? code(name) : "empty"))
      .join(", ");
  }
  if (property.minimum === undefined) return "";
  const { minimum, maximum } = property;
  return `${thousands(minimum)} to ${thousands(maximum)}`;
}

function defaultOf(property, key) {
  if (schema.$defs.profile.required.includes(key)) return "required";
  if (property.default === undefined) return "absent";
  if (property.default === "") return "empty";
  return typeof property.default === "string" || property.type === "boolean"
    ? code(property.default)
    : thousands(property.default);
}

test("README.md has every key, its type, range and default", () => {
  const flat = Object.entries(keys).flatMap(([key, property]) =>
    property.properties
      ? Object.entries(property.properties).map(([inner, its]) => [
          `${key}.${inner}`,
          its,
        ])
      : [[key, property]],
  );
  assert.deepEqual(
    tableUnder("Keys").map(({ meaning, ...row }) => {
      assert.notEqual(meaning, "", row.key);
      return row;
    }),
    flat.map(([key, property]) => ({
      key: code(key),
      type: typeOf(property),
      range: rangeOf(property),
      default: defaultOf(property, key),
    })),
  );
});

test("README.md explains every switch", () => {
  assert.deepEqual(
    tableUnder("Thinking").map(({ thinking }) => thinking),
    keys.thinking.enum.map(code),
  );
});

test("README.md lists every profile as it is", () => {
  assert.deepEqual(
    tableUnder("Profiles"),
    profiles.map((profile) => ({
      id: code(profile.id),
      maker: profile.maker,
      thinking: profile.thinking,
      sees: profile.sees ? "yes" : "",
      context: thousands(profile.context_tokens),
      licence: profile.licence.name,
      commercial: profile.licence.commercial ? "yes" : "**no**",
      residency: profile.residency,
    })),
  );
});

test("quality is the measured mean, or a guess in steps of 0.05", () => {
  const measured = Object.fromEntries(
    tableUnder("Quality").map((row) => {
      const mean = (+row.retail + +row.airline + +row.telecom) / 300;
      assert.equal(row.quality, mean.toFixed(2), row.profile);
      return [row.profile, +row.quality];
    }),
  );
  forEachProfile(({ id, quality }) => {
    const expected = measured[code(id)] ?? Math.round(quality * 20) / 20;
    if (Math.abs(quality - expected) > 1e-9) return `${quality}`;
  });
});
