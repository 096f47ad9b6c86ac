#include "services/session/rpc/customer_convert.h"

#include <algorithm>

#include "common/uuid.h"
#include "services/session/domain/errors.h"
#include "services/session/rpc/convert.h"
#include "services/session/rpc/validate.h"

namespace aicc::session {
namespace {

constexpr std::string_view kCustomerToken = "c1.";

Result<void> CheckLocale(std::string_view field, std::string_view locale) {
  if (!locale.empty() && locale != "ko" && locale != "en") {
    return InvalidField(field, "must be ko or en");
  }
  return {};
}

Result<std::string> OrInvalid(const std::string& field,
                              std::optional<std::string> normal,
                              std::string_view must) {
  if (!normal) return InvalidField(field, must);
  return *std::move(normal);
}

Result<std::string> NormalValue(const std::string& field,
                                const v1::Identifier& in) {
  if (auto ok = CheckText(field, in.value(), 1, 254); !ok) {
    return Failure(ok.error());
  }
  switch (in.kind()) {
    case v1::IDENTIFIER_KIND_PHONE:
      return OrInvalid(field, NormalPhone(in.value()),
                       "must be a number in E.164 or as dialled in Korea");
    case v1::IDENTIFIER_KIND_EMAIL:
      return OrInvalid(field, NormalEmail(in.value()),
                       "must be an e-mail address");
    default:
      if (auto ok = CheckText(field, in.value(), 1, 128); !ok) {
        return Failure(ok.error());
      }
      return in.value();
  }
}

}  // namespace

void ToProto(const Customer& customer, v1::Customer* out) {
  out->set_customer_id(customer.id);
  out->set_display_name(customer.display_name);
  out->set_locale(customer.locale);
  for (const Identifier& identifier : customer.identifiers) {
    v1::Identifier* added = out->add_identifiers();
    added->set_kind(static_cast<v1::IdentifierKind>(identifier.kind));
    added->set_value(identifier.value);
  }
  for (const std::string& id : customer.merged_ids) {
    out->add_merged_customer_ids(id);
  }
  *out->mutable_create_time() = ToTimestamp(customer.create_time);
  *out->mutable_update_time() = ToTimestamp(customer.update_time);
}

void ToProto(const Consent& consent, v1::Consent* out) {
  out->set_consent_id(consent.id);
  out->set_purpose(static_cast<v1::ConsentPurpose>(consent.purpose));
  out->set_granted(consent.granted);
  out->set_source(consent.source);
  *out->mutable_consent_time() = ToTimestamp(consent.consent_time);
  if (consent.expire_time) {
    *out->mutable_expire_time() = ToTimestamp(*consent.expire_time);
  }
  *out->mutable_record_time() = ToTimestamp(consent.record_time);
  out->set_recorder_role(consent.recorder_role);
  out->set_customer_id(consent.customer_id);
}

Result<Identifier> IdentifierFromProto(const std::string& field,
                                       const v1::Identifier& in) {
  if (in.kind() == v1::IDENTIFIER_KIND_UNSPECIFIED ||
      !v1::IdentifierKind_IsValid(in.kind())) {
    return InvalidField(field + ".kind", "must be PHONE, EMAIL or EXTERNAL_ID");
  }
  auto value = NormalValue(field + ".value", in);
  if (!value) return Failure(value.error());
  return Identifier{static_cast<IdentifierKind>(in.kind()), *std::move(value)};
}

Result<Customer> CustomerFromProto(const v1::Customer& in) {
  if (auto ok = CheckCustomerId("customer.customer_id", in.customer_id());
      !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckText("customer.display_name", in.display_name(), 0,
                          kMaxNameBytes);
      !ok) {
    return Failure(ok.error());
  }
  if (auto ok = CheckLocale("customer.locale", in.locale()); !ok) {
    return Failure(ok.error());
  }
  if (static_cast<std::size_t>(in.identifiers_size()) > kMaxIdentifiers) {
    return InvalidField("customer.identifiers", "must be at most 50");
  }
  Customer out;
  out.id = in.customer_id();
  out.display_name = in.display_name();
  out.locale = in.locale();
  for (int i = 0; i < in.identifiers_size(); ++i) {
    const std::string field = "customer.identifiers[" + std::to_string(i) + "]";
    auto identifier = IdentifierFromProto(field, in.identifiers(i));
    if (!identifier) return Failure(identifier.error());
    if (std::ranges::count(out.identifiers, *identifier) > 0) {
      return InvalidField(field, "must not be there twice");
    }
    out.identifiers.push_back(*std::move(identifier));
  }
  return out;
}

Result<void> CheckCustomerId(std::string_view field, std::string_view id) {
  return CheckText(field, id, 1, 128);
}

Result<std::string> CustomerOf(const Caller& caller, const std::string& given) {
  if (caller.role == Role::kCustomer) return caller.subject;
  if (auto ok = CheckCustomerId("customer_id", given); !ok) {
    return Failure(ok.error());
  }
  return given;
}

Result<int> PageSize(int asked, int usual, int most) {
  if (asked < 0) return InvalidField("page_size", "must not be negative");
  return asked == 0 ? usual : std::min(asked, most);
}

Result<std::string> UuidOfToken(const std::string& token) {
  if (token.empty()) return token;
  if (!token.starts_with(kCustomerToken)) return BadPageToken();
  std::string id = token.substr(kCustomerToken.size());
  if (!IsUuid(id)) return BadPageToken();
  return id;
}

std::string TokenOfUuid(const std::string& id) {
  return std::string(kCustomerToken) + id;
}

}  // namespace aicc::session
