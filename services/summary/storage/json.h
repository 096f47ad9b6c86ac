#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/summary/domain/contact_fact.h"
#include "services/summary/domain/summary.h"

namespace aicc::summary {

// How the tables keep what is of no fixed shape; see their migration. Reading
// REQUIRES what writing gave: the tables are nobody else's. Anything else
// throws std::exception.

std::string SectionsToJson(const std::vector<Section>& sections);
std::vector<Section> SectionsFromJson(std::string_view text);

std::string EntitiesToJson(const std::vector<NamedEntity>& entities);
std::vector<NamedEntity> EntitiesFromJson(std::string_view text);

std::string CountsToJson(const Counts& counts);
Counts CountsFromJson(std::string_view text);

// What the columns of a fact do not hold, kFactVersion among it.
std::string ProgressToJson(const ContactFact& fact);
void ProgressFromJson(std::string_view text, ContactFact* fact);

}  // namespace aicc::summary
