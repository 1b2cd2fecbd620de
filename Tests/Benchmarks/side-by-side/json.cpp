// json DOCUMENT: medians of 41 rounds for parsing and writing the document with simdjson, and with yyjson where it was built in.
#include <simdjson.h>
#ifdef WITH_YYJSON
extern "C" {
#include <yyjson.h>
}
#endif
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

static size_t sink = 0;

template <class Body> static void measure(const char *name, Body body) {
    std::vector<long> times;
    const int repeats = 2000;
    for (int round = 0; round < 41; round++) {
        auto start = std::chrono::steady_clock::now();
        for (int repeat = 0; repeat < repeats; repeat++) sink += body();
        auto elapsed = std::chrono::steady_clock::now() - start;
        times.push_back(std::chrono::duration_cast<std::chrono::nanoseconds>(elapsed).count() / repeats);
    }
    std::sort(times.begin(), times.end());
    std::printf("%-34s%ld ns\n", name, times[20]);
}

int main(int, char **arguments) {
    auto text = simdjson::padded_string::load(arguments[1]).value();
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    measure("simdjson parse", [&] { return parser.parse(text).get(document) ? 0 : 1; });
    measure("simdjson write", [&] { return simdjson::minify(document).size(); });
#ifdef WITH_YYJSON
    measure("yyjson parse", [&] {
        auto *parsed = yyjson_read(text.data(), text.size(), 0);
        yyjson_doc_free(parsed);
        return size_t(1);
    });
    measure("yyjson parse, numbers as text", [&] {
        auto *parsed = yyjson_read(text.data(), text.size(), YYJSON_READ_NUMBER_AS_RAW);
        yyjson_doc_free(parsed);
        return size_t(1);
    });
    for (auto flag : {0u, unsigned(YYJSON_READ_NUMBER_AS_RAW)}) {
        auto *parsed = yyjson_read(text.data(), text.size(), flag);
        measure(flag ? "yyjson write, numbers as text" : "yyjson write", [&] {
            size_t length = 0;
            char *written = yyjson_write(parsed, 0, &length);
            free(written);
            return length;
        });
        yyjson_doc_free(parsed);
    }
#endif
    std::printf("checksum %zu\n", sink);
}
