#pragma once

#include <boost/json.hpp>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "services/session/domain/customer.h"
#include "services/session/domain/event.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// Writes a contact as vCon, draft-ietf-vcon-vcon-core-04 in its unsigned form,
// with the parties' `role` of draft-ietf-vcon-cc-extension:
//
// - each utterance and AI notice is a dialog of the type "text", whose
//   `message_id` is SESSION_ID/SEQ; whoever speaks is the first of its parties;
// - each change of who serves the customer is one of the type "transfer";
// - holds, and agents who come and go, are in the `party_history` of the text
//   before them, or after if there is none;
// - the summary is an analysis "summary", and everything else of the log, as it
//   is there, is in an analysis "report" beside the contact's state.
//
// Not thread-safe.
class VconWriter {
 public:
  // `customer` has what is known beside the contact, if anything is.
  VconWriter(const Session& session, const std::optional<Customer>& customer);

  // Adds the next event of the log.
  void Add(const Event& event);

  // About how long what was added is, in bytes.
  std::size_t bytes() const { return bytes_; }

  // The whole. `session_json` and `summary_json` are objects in JSON, the
  // latter empty if there is no summary. To be called once, after all Add()s.
  std::string Finish(const std::string& session_json,
                     const std::string& summary_json);

 private:
  using Index = std::size_t;

  Index Bot();
  Index Agent(const std::string& agent_id);
  Index PartyOf(const Utterance& utterance);

  void AddText(const Event& event, Index speaker, std::string_view text);
  // What the staff said among themselves: no part of the dialog.
  void AddAside(const Event& event, const Utterance& said);
  void AddRecord(const Event& event, const Noted& noted);
  // Who serves the customer from now on.
  void Serve(const Event& event, Index party);
  void Leave(const Event& event);
  void FloorMoved(const Event& event, const boost::json::object& floor);
  void StateMoved(const Event& event, const boost::json::object& change);
  void AddHistory(const Event& event, Index party, std::string_view what);

  const std::string session_id_;
  const TimePoint start_time_;
  const std::string channel_;
  const std::string intent_;
  TimePoint update_time_;
  std::size_t bytes_ = 0;

  boost::json::array parties_;
  boost::json::array dialog_;
  boost::json::array texts_;    // Indices of the text dialogs.
  boost::json::array records_;  // What is no text.
  boost::json::array early_history_;
  std::optional<Index> bot_;
  std::map<std::string, Index, std::less<>> agents_;
  std::optional<Index> server_;    // Who serves, or did last.
  std::optional<Index> joined_;    // The agent who is there.
  std::optional<Index> transfer_;  // Its target dialog is still to come.
};

}  // namespace aicc::session
