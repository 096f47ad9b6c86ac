#include "services/session/storage/customer_rows.h"

#include <boost/json.hpp>

#include "services/session/storage/rows.h"

namespace aicc::session {

Customer CustomerFromRow(const pqxx::row& row) {
  Customer customer;
  customer.id = row["customer_id"].c_str();
  customer.display_name = row["display_name"].c_str();
  customer.locale = row["locale"].c_str();
  const auto identifiers = boost::json::parse(row["identifiers"].c_str());
  for (const auto& pair : identifiers.as_array()) {
    customer.identifiers.push_back(
        {static_cast<IdentifierKind>(pair.at(0).as_int64()),
         pair.at(1).as_string().c_str()});
  }
  const auto merged = boost::json::parse(row["merged_ids"].c_str());
  for (const auto& id : merged.as_array()) {
    customer.merged_ids.emplace_back(id.as_string().c_str());
  }
  customer.create_time = *TimeFrom(row["create_us"]);
  customer.update_time = *TimeFrom(row["update_us"]);
  return customer;
}

Consent ConsentFromRow(const pqxx::row& row) {
  Consent consent;
  consent.id = row["consent_id"].c_str();
  consent.customer_id = row["customer_id"].c_str();
  consent.purpose =
      static_cast<ConsentPurpose>(row["purpose"].as<std::int16_t>());
  consent.granted = row["granted"].as<bool>();
  consent.source = row["source"].c_str();
  consent.recorder_role = row["recorder_role"].c_str();
  consent.recorder = row["recorder"].c_str();
  consent.consent_time = *TimeFrom(row["consent_us"]);
  consent.expire_time = TimeFrom(row["expire_us"]);
  consent.record_time = *TimeFrom(row["record_us"]);
  return consent;
}

}  // namespace aicc::session
