#include "common/drain.h"

#include <utility>

#include "common/pause.h"

namespace aicc {
namespace {

constexpr std::chrono::milliseconds kToRead{500};

}  // namespace

class Drain::Entry final : public Drain::Notice {
 public:
  Entry(Drain& drain, std::list<std::function<void()>>::iterator place)
      : drain_(drain), place_(place) {}
  ~Entry() override {
    std::lock_guard lock(drain_.mutex_);
    drain_.tells_.erase(place_);
  }

 private:
  Drain& drain_;
  const std::list<std::function<void()>>::iterator place_;
};

std::unique_ptr<Drain::Notice> Drain::OnBegin(std::function<void()> tell) {
  std::lock_guard lock(mutex_);
  const auto place = tells_.insert(tells_.end(), std::move(tell));
  if (begun_) (*place)();
  return std::make_unique<Entry>(*this, place);
}

void Drain::Begin() {
  std::lock_guard lock(mutex_);
  if (begun_.exchange(true)) return;
  for (const auto& tell : tells_) tell();
}

Failure ServerStopping() {
  return Failure({ErrorKind::kUnavailable,
                  "SERVER_STOPPING",
                  "this server is about to stop; open the stream again",
                  {}});
}

Task<Result<void>> EndOfStream() {
  co_await Pause(kToRead);
  co_return ServerStopping();
}

}  // namespace aicc
