// The readers of docs/<locale>/<id>.md.

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "services/inference/domain/language.h"
#include "services/inference/domain/pack_files.h"

namespace aicc::inference {
namespace {

std::string_view Trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

bool IsDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto digits = [text](std::size_t at, std::size_t size) {
    int number = 0;
    for (const char c : text.substr(at, size)) {
      if (c < '0' || c > '9') return -1;
      number = number * 10 + (c - '0');
    }
    return number;
  };
  const int year = digits(0, 4);
  const int month = digits(5, 2);
  const int day = digits(8, 2);
  return year > 0 && month > 0 && day > 0 &&
         std::chrono::year_month_day(
             std::chrono::year(year),
             std::chrono::month(static_cast<unsigned>(month)),
             std::chrono::day(static_cast<unsigned>(day)))
             .ok();
}

// The front matter, parsed so that its lines keep their numbers.
Result<void> ReadFrontMatter(const std::string& file,
                             const std::vector<std::string_view>& lines,
                             std::size_t end, Document* document) {
  std::string yaml;
  for (std::size_t i = 1; i < end; ++i) yaml += "\n" + std::string(lines[i]);
  auto root = ConfigNode::Parse(yaml, file);
  if (!root) return Failure(root.error());
  document->title = root->Require("title");
  root->Read("tags", &document->tags);
  root->Read("valid_from", &document->valid_from);
  if (!document->valid_from.empty() && !IsDate(document->valid_from)) {
    root->Reject("valid_from", "must be a date such as 2026-01-31");
  }
  return root->Done();
}

// Without emphasis, code marks and the targets of links: what is to be read.
std::string PlainText(std::string_view line) {
  std::string plain;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (c == '`') continue;
    if (c == '*' && (at + 1 < line.size() ? line[at + 1] == '*' : true)) {
      ++at;
      continue;
    }
    if (c == '[') {
      const auto close = line.find("](", at);
      const auto end = close == line.npos ? close : line.find(')', close);
      if (end != line.npos) {
        plain += line.substr(at + 1, close - at - 1);
        at = end;
        continue;
      }
    }
    plain += c;
  }
  return plain;
}

// Reads the body line by line; a paragraph ends at an empty line, a heading
// or a list item.
class BodyReader {
 public:
  BodyReader(const std::string& file, Document* document)
      : file_(file), document_(*document) {
    document_.sections.emplace_back();
  }

  Result<void> Read(std::string_view raw, int number) {
    const std::string_view line = Trim(raw);
    if (line.empty()) {
      EndParagraph();
    } else if (line.starts_with("```") || line.starts_with("|")) {
      return BadPack(file_, number,
                     "tables and code are not read; write sentences");
    } else if (line.starts_with("#")) {
      return Heading(line, number);
    } else {
      const bool item = line.starts_with("- ") || line.starts_with("* ");
      if (item) EndParagraph();
      if (!paragraph_.empty()) paragraph_ += ' ';
      paragraph_ += PlainText(item ? Trim(line.substr(2)) : line);
    }
    return {};
  }

  void EndParagraph() {
    auto& sentences = document_.sections.back().sentences;
    for (std::string& sentence : SplitSentences(paragraph_)) {
      sentences.push_back(std::move(sentence));
    }
    paragraph_.clear();
  }

 private:
  Result<void> Heading(std::string_view line, int number) {
    EndParagraph();
    const auto level = std::min(line.find_first_not_of('#'), line.size());
    const std::string heading = PlainText(Trim(line.substr(level)));
    if (heading.empty()) return BadPack(file_, number, "the heading is empty");
    if (level == 1) {
      if (heading == document_.title) return {};
      return BadPack(file_, number, "the heading must be the title");
    }
    document_.sections.push_back({heading, {}});
    return {};
  }

  const std::string& file_;
  Document& document_;
  std::string paragraph_;
};

Result<Document> ReadDocument(const std::string& file) {
  const auto text = ReadText(file, kMaxDocumentBytes);
  if (!text) return Failure(text.error());
  return ParseDocument(file, *text);
}

// The ids of the documents in a folder, in alphabetical order.
Result<std::vector<std::string>> ListDocuments(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> ids;
  for (std::filesystem::directory_iterator at(folder, error), end;
       !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename();
    if (name.starts_with(".")) continue;
    const std::string id = at->path().stem();
    if (at->path().extension() != ".md" || !IsKebabCase(id)) {
      return BadPack(at->path(), 0, "must be named lower-kebab-case.md");
    }
    ids.push_back(id);
  }
  if (error) return BadPack(folder, 0, "cannot be read: " + error.message());
  std::ranges::sort(ids);
  return ids;
}

}  // namespace

Result<Document> ParseDocument(const std::string& file, std::string_view text) {
  const auto lines = Lines(text);
  if (lines.empty() || Trim(lines[0]) != "---") {
    return BadPack(file, 1, "must begin with --- and front matter");
  }
  std::size_t end = 1;
  while (end < lines.size() && Trim(lines[end]) != "---") ++end;
  if (end == lines.size()) {
    return BadPack(file, 1, "the front matter has no closing ---");
  }
  Document document;
  if (auto done = ReadFrontMatter(file, lines, end, &document); !done) {
    return Failure(done.error());
  }
  BodyReader body(file, &document);
  for (std::size_t i = end + 1; i < lines.size(); ++i) {
    const auto done = body.Read(lines[i], static_cast<int>(i) + 1);
    if (!done) return Failure(done.error());
  }
  body.EndParagraph();
  std::erase_if(document.sections,
                [](const Section& s) { return s.sentences.empty(); });
  if (document.sections.empty()) {
    return BadPack(file, static_cast<int>(end) + 1, "has no sentence");
  }
  return document;
}

Result<void> ReadDocuments(const std::string& folder, Pack* pack) {
  std::map<std::string, std::set<std::string>> locales_of;
  for (const std::string& locale : pack->manifest.locales) {
    const auto ids = ListDocuments(folder + "/" + locale);
    if (!ids) return Failure(ids.error());
    for (const std::string& id : *ids) {
      auto document = ReadDocument(folder + "/" + locale + "/" + id + ".md");
      if (!document) return Failure(document.error());
      document->id = id;
      document->locale = locale;
      locales_of[id].insert(locale);
      pack->documents.push_back(*std::move(document));
    }
  }
  for (const auto& [id, locales] : locales_of) {
    for (const std::string& locale : pack->manifest.locales) {
      if (locales.contains(locale)) continue;
      return BadPack(folder + "/" + *locales.begin() + "/" + id + ".md", 1,
                     "is missing in docs/" + locale + "/");
    }
  }
  return {};
}

}  // namespace aicc::inference
