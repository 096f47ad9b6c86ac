# How this project builds a service: one library a layer, so that the linker
# sees arrows that point up.

set(AICC_GEN ${CMAKE_BINARY_DIR}/gen)

# aicc_pch(NAME [header …]): the precompiled headers of what speaks gRPC, and
# those named, for targets that compile as NAME does.
function(aicc_pch name)
  file(WRITE ${AICC_GEN}/${name}.cc "")
  add_library(${name} OBJECT ${AICC_GEN}/${name}.cc)
  target_link_libraries(${name} PRIVATE aicc_protos Threads::Threads)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_precompile_headers(${name} PRIVATE
    <algorithm> <chrono> <expected> <functional> <map> <memory> <mutex>
    <optional> <string> <string_view> <utility> <vector>
    <boost/asio/awaitable.hpp> <boost/asio/co_spawn.hpp>
    <boost/asio/experimental/concurrent_channel.hpp>
    <boost/asio/steady_timer.hpp> <boost/asio/strand.hpp>
    <boost/asio/thread_pool.hpp> <boost/asio/use_awaitable.hpp>
    <google/protobuf/message.h> <grpcpp/grpcpp.h> ${ARGN})
endfunction()

function(aicc_precompile target)
  if(NOT TARGET aicc_pch)
    aicc_pch(aicc_pch)
  endif()
  target_precompile_headers(${target} REUSE_FROM aicc_pch)
endfunction()

# Compiles the sources of `target` ten at a time: small files that each make the
# same templates of large headers. A name in a file's unnamed namespace must not
# be another one's of the same target.
function(aicc_together target)
  set_target_properties(${target} PROPERTIES
    UNITY_BUILD ON UNITY_BUILD_MODE BATCH UNITY_BUILD_BATCH_SIZE 10)
endfunction()

# aicc_service(session
#   [DOMAIN_LIBS lib …] [STORAGE_LIBS lib …] [RPC_LIBS lib …] [LIBS lib …])
#
# Makes, of the folders that are there: aicc_session_domain (domain/*.cc),
# aicc_session_storage (storage/*.cc, and session_queries.h of
# storage/queries/*.sql), aicc_session_serving (serving/*.cc, clients of outside
# servers), aicc_session_openai (openai/*.cc, what clients of OpenAI ask of us),
# aicc_session_rpc (rpc/*.cc), and aicc_session (the .cc files beside
# them), which links them all.
function(aicc_service name)
  cmake_parse_arguments(ARG "" "" "DOMAIN_LIBS;STORAGE_LIBS;RPC_LIBS;LIBS" ${ARGN})
  set(base ${CMAKE_CURRENT_SOURCE_DIR})
  set(layers "")

  file(GLOB sources CONFIGURE_DEPENDS ${base}/domain/*.cc)
  if(sources)
    add_library(aicc_${name}_domain STATIC ${sources})
    target_link_libraries(aicc_${name}_domain PUBLIC aicc_common ${ARG_DOMAIN_LIBS})
    target_precompile_headers(aicc_${name}_domain PRIVATE
      <algorithm> <chrono> <expected> <functional> <map> <memory> <optional>
      <ranges> <string> <string_view> <unordered_map> <utility> <vector>
      <boost/asio/awaitable.hpp> <boost/asio/use_awaitable.hpp>)
    if(SANITIZE)  # It computes; the rest mostly waits.
      target_compile_options(aicc_${name}_domain PRIVATE -O1)
    endif()
    list(APPEND layers aicc_${name}_domain)
  endif()
  set(domain ${layers})

  file(GLOB sources CONFIGURE_DEPENDS ${base}/storage/*.cc)
  if(sources)
    file(GLOB queries CONFIGURE_DEPENDS ${base}/storage/queries/*.sql)
    set(header ${AICC_GEN}/${name}_queries.h)
    add_custom_command(OUTPUT ${header}
      COMMAND ${CMAKE_COMMAND} -DIN=${base}/storage/queries -DOUT=${header}
        -DSERVICE=${name} -P ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
      DEPENDS ${queries} ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake)
    add_library(aicc_${name}_storage STATIC ${sources} ${header})
    target_include_directories(aicc_${name}_storage PRIVATE ${AICC_GEN})
    target_link_libraries(aicc_${name}_storage
      PUBLIC ${domain} aicc_common_database ${ARG_STORAGE_LIBS})
    aicc_together(aicc_${name}_storage)
    list(APPEND layers aicc_${name}_storage)
  endif()

  file(GLOB sources CONFIGURE_DEPENDS ${base}/serving/*.cc)
  if(sources)
    add_library(aicc_${name}_serving STATIC ${sources})
    target_link_libraries(aicc_${name}_serving
      PUBLIC ${domain} aicc_common
      PRIVATE OpenSSL::SSL OpenSSL::Crypto Boost::json Boost::url)
    list(APPEND layers aicc_${name}_serving)
  endif()

  file(GLOB sources CONFIGURE_DEPENDS ${base}/rpc/*.cc)
  if(sources)
    add_library(aicc_${name}_rpc STATIC ${sources})
    target_link_libraries(aicc_${name}_rpc
      PUBLIC ${domain} aicc_common_rpc ${ARG_RPC_LIBS})
    aicc_precompile(aicc_${name}_rpc)
    aicc_together(aicc_${name}_rpc)
    list(APPEND layers aicc_${name}_rpc)
  endif()

  file(GLOB sources CONFIGURE_DEPENDS ${base}/openai/*.cc)
  if(sources)
    add_library(aicc_${name}_openai STATIC ${sources})
    target_link_libraries(aicc_${name}_openai
      PUBLIC aicc_${name}_serving PRIVATE OpenSSL::Crypto Boost::json Boost::url)
    list(APPEND layers aicc_${name}_openai)
  endif()

  file(GLOB sources CONFIGURE_DEPENDS ${base}/*.cc)
  if(sources)
    add_library(aicc_${name} STATIC ${sources})
    target_link_libraries(aicc_${name} PUBLIC ${layers} aicc_common_rpc ${ARG_LIBS})
    aicc_precompile(aicc_${name})
  endif()
endfunction()

# The allocator of what serves: a call over gRPC allocates some hundred times, on
# threads that hand their memory to each other. Sanitizers bring their own.
function(aicc_allocator target)
  if(NOT SANITIZE)
    target_link_libraries(${target} PRIVATE
      -Wl,--no-as-needed PkgConfig::JEMALLOC -Wl,--as-needed)
  endif()
endfunction()

# aicc_test(session_domain_test LIBS lib … SOURCES file … [TIMEOUT seconds])
function(aicc_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "LIBS;SOURCES" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 900)  # Ends what hangs; a busy machine takes its time.
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS} GTest::gmock GTest::gtest_main)
  # Compiled often and run once: not optimised. -pthread, whatever the test
  # links, as the precompiled headers were made.
  target_compile_options(${name} PRIVATE -O0 -pthread)
  if(NOT TARGET aicc_test_pch)
    aicc_pch(aicc_test_pch <gmock/gmock.h> <gtest/gtest.h>)
    target_link_libraries(aicc_test_pch PRIVATE GTest::gmock)
    target_compile_options(aicc_test_pch PRIVATE -O0)
  endif()
  target_precompile_headers(${name} REUSE_FROM aicc_test_pch)
  aicc_together(${name})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS sanitize)
  if(NOT TARGET aicc_sanitized_tests)
    add_custom_target(aicc_sanitized_tests)
  endif()
  add_dependencies(aicc_sanitized_tests ${name})
endfunction()
