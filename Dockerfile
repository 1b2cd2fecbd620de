# The toolchain builds, a small Debian runs. `profiled` is built twice, the second time with a profile of the first
# (README.md, How fast it is).
ARG PROGRAM=plain
FROM swift:6.3-bookworm AS build
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libsqlite3-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY Package.swift ./
RUN swift package resolve
COPY Sources ./Sources
COPY Tests ./Tests

FROM build AS plain
RUN swift build -c release --product leadgate --static-swift-stdlib \
    && install -D "$(swift build -c release --show-bin-path)/leadgate" /out/leadgate

FROM build AS profiled
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends wrk python3 procps \
    && rm -rf /var/lib/apt/lists/*
COPY mappings ./mappings
RUN Tests/Benchmarks/build-profiled \
    && install -D .build/profiled/release/leadgate /out/leadgate

FROM ${PROGRAM} AS program

FROM debian:bookworm-slim
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libsqlite3-0 zlib1g libstdc++6 libjemalloc2 ca-certificates tzdata curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/leadgate --create-home leadgate
COPY --from=program /out/leadgate /usr/local/bin/leadgate
COPY mappings /etc/leadgate/mappings
# Memory from jemalloc: a receipt costs some 5 to 10 % less with it than with the C library's own, for 6 MiB more.
ENV LD_PRELOAD=libjemalloc.so.2 \
    MALLOC_CONF=background_thread:true
ENV LEADGATE_DATA=/var/lib/leadgate/data \
    LEADGATE_MAPPINGS=/etc/leadgate/mappings \
    LEADGATE_HOST=0.0.0.0
USER leadgate
VOLUME /var/lib/leadgate
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s CMD ["curl", "-fsS", "http://127.0.0.1:8080/livez"]
ENTRYPOINT ["leadgate"]
CMD ["serve"]
