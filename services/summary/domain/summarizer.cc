#include "services/summary/domain/summarizer.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "common/log.h"
#include "services/summary/domain/evidence.h"
#include "services/summary/domain/numbers.h"
#include "services/summary/domain/summarize.h"
#include "services/summary/domain/text.h"

namespace aicc::summary {
namespace {

using std::chrono::steady_clock;

// The utterances that are searched for names, customers' and agents' first, and
// how many of those are kept.
constexpr std::size_t kEntityUtterances = 60;
constexpr std::size_t kMaxEntities = 100;

// What is left of the call's time for everything but the model.
constexpr std::chrono::seconds kReserve{3};

// A call of its own, so that a slow model costs its own time only.
CallContext Within(const CallContext& call, std::chrono::milliseconds limit) {
  const auto latest = call.deadline() == CallContext::kNoDeadline
                          ? CallContext::kNoDeadline
                          : call.deadline() - kReserve;
  return CallContext(call, std::min(latest, steady_clock::now() + limit));
}

// The utterances to search, in the contact's order.
std::vector<Utterance> ToSearch(const Conversation& conversation) {
  const std::vector<Utterance> all = conversation.Utterances();
  std::vector<Utterance> some;
  for (const bool bot : {false, true}) {
    for (const Utterance& utterance : all) {
      if (some.size() < kEntityUtterances &&
          (utterance.speaker == Speaker::kBot) == bot) {
        some.push_back(utterance);
      }
    }
  }
  std::ranges::sort(some, {}, &Utterance::seq);
  return some;
}

// A bare number may be a piece of an account's or a person's, and an address is
// somebody's: neither says what the contact was about.
bool IsPersonal(const Mention& mention) {
  return mention.type == "number" || mention.type == "email";
}

using Digits = std::set<std::string>;

// The numbers in the documents that answers rest on: the company's own, such as
// its customer centre's. All other numbers may be a person's.
Digits PublishedNumbers(const Conversation& conversation) {
  Digits out;
  for (const LogEntry& entry : conversation.entries()) {
    const auto* answer = std::get_if<AnswerGiven>(&entry.body);
    if (answer == nullptr) continue;
    for (const std::string& quote : answer->quotes) {
      out.merge(LongNumbersIn(quote));
    }
  }
  return out;
}

void AddMention(const Mention& mention, int seq, const Digits& published,
                std::map<std::pair<std::string, std::string>, std::size_t>& at,
                std::vector<NamedEntity>* out) {
  if (IsPersonal(mention)) return;
  const auto key = std::pair(mention.type, Lower(mention.text));
  const auto [place, first] = at.emplace(key, out->size());
  if (first) {
    out->push_back({mention.type, MaskNumbers(mention.text, published), {seq}});
    return;
  }
  auto& seqs = (*out)[place->second].evidence_seqs;
  if (seqs.back() != seq) seqs.push_back(seq);
}

void MaskAll(const Digits& published, std::vector<Section>* sections) {
  for (Section& section : *sections) {
    for (Sentence& sentence : section.sentences) {
      sentence.text = MaskNumbers(sentence.text, published);
    }
  }
}

bool HasSituation(const std::vector<Section>& sections) {
  return std::ranges::any_of(sections, [](const Section& section) {
    return section.kind == SectionKind::kSituation;
  });
}

}  // namespace

Summarizer::Summarizer(ContactLog& log, Inference& inference,
                       SummaryStore& store, const Clock& clock, Options options)
    : log_(log),
      inference_(inference),
      store_(store),
      clock_(clock),
      options_(std::move(options)),
      pack_(options_.pack ? &*options_.pack : nullptr) {}

Task<Result<Summary>> Summarizer::Summarize(const CallContext& call,
                                            std::string_view session_id) {
  Result<Contact> contact = co_await log_.Get(call, session_id);
  if (!contact) co_return Failure(contact.error());
  auto kept = co_await store_.Latest(call, session_id);
  if (!kept) co_return Failure(kept.error());
  if (*kept && (*kept)->last_seq >= contact->last_seq) {
    co_return **std::move(kept);
  }

  const Result<Conversation> conversation =
      co_await Read(call, *std::move(contact));
  if (!conversation) co_return Failure(conversation.error());
  const Result<void> enough = conversation->Check();
  if (!enough) co_return Failure(enough.error());

  Summary summary;
  summary.session_id = conversation->contact().session_id;
  summary.last_seq = conversation->contact().last_seq;
  summary.locale = conversation->korean() ? "ko" : "en";
  co_await LetModelWrite(call, *conversation, &summary);
  // The model's call was not this one, and does not tell that it was cancelled.
  if (call.cancelled()) ThrowCancelled();
  if (summary.sections.empty()) {
    summary.model = kBuiltin;
    summary.sections = summary::Summarize(*conversation, pack_);
    const int wrong = DropUnsupported(*conversation, pack_, &summary.sections);
    if (wrong > 0) {
      Log().warn("builtin summary of {}: {} sentences without evidence",
                 summary.session_id, wrong);
    }
  }
  MaskAll(PublishedNumbers(*conversation), &summary.sections);
  summary.entities = co_await FindEntities(call, *conversation);
  summary.create_time = clock_.Now();
  co_return co_await store_.Keep(call, summary);
}

Task<Result<Conversation>> Summarizer::Read(const CallContext& call,
                                            Contact contact) {
  const std::string id = contact.session_id;
  const int last_seq = contact.last_seq;
  Conversation conversation(std::move(contact));
  const Result<void> read = co_await log_.Read(
      call, id, 0, last_seq, [&conversation](LogEntry entry) {
        return conversation.Add(std::move(entry));
      });
  if (!read) co_return Failure(read.error());
  co_return conversation;
}

Task<void> Summarizer::LetModelWrite(const CallContext& call,
                                     const Conversation& conversation,
                                     Summary* summary) {
  if (options_.model_limit <= std::chrono::milliseconds::zero()) co_return;
  const auto prompt = PromptFor(conversation, pack_);
  if (!prompt) {
    Log().info("summary of {}: too long for a model", summary->session_id);
    co_return;
  }
  const CallContext model_call = Within(call, options_.model_limit);
  const auto written =
      co_await inference_.Write(model_call, summary->session_id, *prompt);
  if (!written) {
    if (written.error().reason != "MODEL_NOT_CONFIGURED") {
      Log().warn("summary of {}: no model wrote it, reason={}",
                 summary->session_id, written.error().reason);
    }
    co_return;
  }
  auto sections = ParseModelSummary(written->text);
  if (!sections) {
    Log().warn("summary of {}: {} wrote something else than was asked for",
               summary->session_id, written->model);
    co_return;
  }
  summary->dropped_sentence_count =
      DropUnsupported(conversation, pack_, &*sections);
  // A summary that does not say what the customer came with is none.
  if (!HasSituation(*sections)) co_return;
  summary->sections = *std::move(sections);
  summary->model = written->model;
}

Task<std::vector<NamedEntity>> Summarizer::FindEntities(
    const CallContext& call, const Conversation& conversation) {
  std::vector<NamedEntity> out;
  std::map<std::pair<std::string, std::string>, std::size_t> at;
  const std::string locale = conversation.korean() ? "ko" : "en";
  const Digits published = PublishedNumbers(conversation);
  for (const Utterance& utterance : ToSearch(conversation)) {
    const auto mentions =
        co_await inference_.Mentions(call, utterance.text, locale);
    if (!mentions) {
      // A summary without a list of names is still one.
      Log().warn("summary of {}: no entities, reason={}",
                 conversation.contact().session_id, mentions.error().reason);
      co_return std::vector<NamedEntity>();
    }
    for (const Mention& mention : *mentions) {
      if (out.size() < kMaxEntities) {
        AddMention(mention, utterance.seq, published, at, &out);
      }
    }
  }
  co_return out;
}

}  // namespace aicc::summary
