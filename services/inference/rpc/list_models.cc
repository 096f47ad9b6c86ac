#include <algorithm>
#include <charconv>

#include "services/inference/rpc/convert.h"
#include "services/inference/rpc/handlers.h"

namespace aicc::inference {
namespace {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 200;

std::vector<ModelInfo> AllModels(const Brain& brain) {
  ModelInfo builtin;
  builtin.name = brain.engine.model_name();
  builtin.internal = true;
  std::vector<ModelInfo> all{std::move(builtin)};
  for (const LanguageModel* model : brain.fleet.models())
    all.push_back(model->info());
  return all;
}

// A token is the place of the page's first model.
Result<std::size_t> BeginOf(const std::string& token, std::size_t count) {
  std::size_t begin = 0;
  if (token.empty()) return begin;
  const char* const end = token.data() + token.size();
  const auto [rest, error] = std::from_chars(token.data(), end, begin);
  if (error != std::errc() || rest != end || begin > count) {
    return InvalidField("page_token", "must come from the page before");
  }
  return begin;
}

}  // namespace

Task<Result<v1::ListModelsResponse>> HandleListModels(
    const CallContext&, const v1::ListModelsRequest& request,
    const Brain& brain) {
  if (request.page_size() < 0) {
    co_return InvalidField("page_size", "must not be negative");
  }
  const auto size = static_cast<std::size_t>(
      request.page_size() == 0 ? kDefaultPageSize
                               : std::min(request.page_size(), kMaxPageSize));
  const std::vector<ModelInfo> all = AllModels(brain);
  const auto begin = BeginOf(request.page_token(), all.size());
  if (!begin) co_return Failure(begin.error());

  v1::ListModelsResponse response;
  const std::size_t end = std::min(all.size(), *begin + size);
  for (std::size_t i = *begin; i < end; ++i) {
    v1::Model* const model = response.add_models();
    model->set_model(all[i].name);
    model->set_tier(TierToProto(all[i].tier));
    model->set_internal(all[i].internal);
  }
  if (end < all.size()) response.set_next_page_token(std::to_string(end));
  co_return response;
}

}  // namespace aicc::inference
