#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/session/domain/agent.h"
#include "services/session/domain/session.h"

namespace aicc::session {

// What is kept as JSON in a column, with short keys: s session, a agent, q
// queue, c channel, k kind, r role, t time in µs since the epoch, p phone.
//
// Nothing for what is empty: the column is then null.

std::optional<std::string> ToColumn(const Skills& skills);
std::optional<std::string> ToColumn(const std::vector<Participant>& all);
std::optional<std::string> ToColumn(const std::optional<Invitation>& one);
std::optional<std::string> ToColumn(const std::optional<FollowUp>& one);
std::string ToColumn(const std::vector<Engagement>& engagements);

// The way back; empty for an empty `text`.
Skills SkillsFrom(std::string_view text);
std::vector<Participant> ParticipantsFrom(std::string_view text);
std::optional<Invitation> InvitationFrom(std::string_view text);
std::optional<FollowUp> FollowUpFrom(std::string_view text);
std::vector<Engagement> EngagementsFrom(std::string_view text);

}  // namespace aicc::session
