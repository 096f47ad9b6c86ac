#pragma once

#include <pqxx/pqxx>

#include "services/session/domain/customer.h"

namespace aicc::session {

// From rows of the queries in queries/, by the names of their columns.

Customer CustomerFromRow(const pqxx::row& row);
Consent ConsentFromRow(const pqxx::row& row);

}  // namespace aicc::session
