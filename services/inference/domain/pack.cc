#include "services/inference/domain/pack.h"

#include <absl/time/time.h>

#include <algorithm>
#include <set>

#include "services/inference/domain/language.h"
#include "services/inference/domain/pack_files.h"

namespace aicc::inference {
namespace {

constexpr std::size_t kMaxYamlBytes = 16 << 20;

// An example as the model sees it, near enough: two that differ in spaces and
// marks only are one.
Codes Essence(const std::string& example) {
  Codes essence;
  for (const Token& token : Tokenize(FoldText(example))) essence += token.text;
  return essence;
}

struct ExampleAt {
  std::string where;  // The intent's id, or "out_of_scope.yaml".
  std::string file;
  std::vector<YamlStep> path;
  const std::string* text;
};

std::vector<ExampleAt> AllExamples(const std::string& folder,
                                   const Pack& pack) {
  std::vector<ExampleAt> all;
  const auto add = [&](const std::string& where, const std::string& file,
                       std::vector<YamlStep> path, const TextLists& lists) {
    for (const auto& [locale, examples] : lists) {
      for (std::size_t i = 0; i < examples.size(); ++i) {
        auto at = path;
        at.insert(at.end(), {"examples", locale, i});
        all.push_back({where, folder + file, at, &examples[i]});
      }
    }
  };
  for (std::size_t i = 0; i < pack.intents.size(); ++i) {
    add(pack.intents[i].id, "/intents.yaml", {"intents", i},
        pack.intents[i].examples);
  }
  add("out_of_scope.yaml", "/out_of_scope.yaml", {}, pack.out_of_scope);
  return all;
}

// Refuses an example that is empty, too long, or in two places.
Result<void> CheckExamples(const std::string& folder, const Pack& pack) {
  std::map<Codes, std::string> owner;
  for (const ExampleAt& example : AllExamples(folder, pack)) {
    const auto fail = [&](const std::string& problem) {
      const auto text = ReadText(example.file, kMaxYamlBytes);
      return BadPack(example.file, text ? YamlLine(*text, example.path) : 0,
                     problem);
    };
    if (example.text->size() > kMaxExampleBytes) {
      return fail("the example is longer than 1024 bytes");
    }
    const Codes essence = Essence(*example.text);
    if (essence.empty()) return fail("the example has no word");
    const auto [first, added] = owner.emplace(essence, example.where);
    if (!added) {
      return fail("the example \"" + *example.text + "\" is also in " +
                  first->second);
    }
  }
  return {};
}

Result<void> CheckDocumentReferences(const std::string& folder,
                                     const Pack& pack) {
  std::set<std::string, std::less<>> ids;
  for (const Document& document : pack.documents) ids.insert(document.id);
  const std::string file = folder + "/intents.yaml";
  for (std::size_t i = 0; i < pack.intents.size(); ++i) {
    const auto& documents = pack.intents[i].documents;
    for (std::size_t j = 0; j < documents.size(); ++j) {
      if (ids.contains(documents[j])) continue;
      const auto text = ReadText(file, kMaxYamlBytes);
      const int line =
          text ? YamlLine(*text, {"intents", i, "documents", j}) : 0;
      return BadPack(file, line,
                     "there is no document " + documents[j] + " in docs/");
    }
  }
  return {};
}

// What ReadPackManifest() leaves open.
Result<void> CheckManifest(const std::string& file, const Pack& pack) {
  absl::TimeZone zone;
  if (absl::LoadTimeZone(pack.manifest.time_zone, &zone)) return {};
  const auto text = ReadText(file, kMaxYamlBytes);
  return BadPack(file, text ? YamlLine(*text, {"time_zone"}) : 0,
                 "time_zone is not known here: " + pack.manifest.time_zone);
}

}  // namespace

const Intent* Pack::FindIntent(std::string_view id) const {
  const auto found = std::ranges::find(intents, id, &Intent::id);
  return found == intents.end() ? nullptr : &*found;
}

Result<Pack> LoadPack(const std::string& path) {
  const std::string file = path + "/pack.yaml";
  if (const auto text = ReadText(file, kMaxYamlBytes); !text) {
    return Failure(text.error());
  }
  auto manifest = ReadPackManifest(path);
  if (!manifest) return Failure(manifest.error());
  Pack pack;
  pack.manifest = *std::move(manifest);

  // In this order: policies name intents, and the examples' intents documents.
  if (auto done = CheckManifest(file, pack); !done) {
    return Failure(done.error());
  }
  if (auto done = ReadIntents(path + "/intents.yaml", &pack); !done) {
    return Failure(done.error());
  }
  if (auto done = ReadOutOfScope(path + "/out_of_scope.yaml", &pack); !done) {
    return Failure(done.error());
  }
  if (auto done = CheckExamples(path, pack); !done) {
    return Failure(done.error());
  }
  if (auto done = ReadPolicies(path + "/policies.yaml", &pack); !done) {
    return Failure(done.error());
  }
  if (auto done = ReadLexicon(path + "/lexicon.yaml", &pack); !done) {
    return Failure(done.error());
  }
  if (auto done = ReadDocuments(path + "/docs", &pack); !done) {
    return Failure(done.error());
  }
  if (auto done = CheckDocumentReferences(path, pack); !done) {
    return Failure(done.error());
  }
  return pack;
}

}  // namespace aicc::inference
