# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS node

FROM maven:3-eclipse-temurin-25 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -Dprogram package
RUN "$JAVA_HOME/bin/jlink" --strip-debug --no-header-files --no-man-pages --compress zip-6 --output /runtime \
    --add-modules "$(cat install/modules)"

FROM debian:12-slim
RUN useradd --system --uid 10001 --no-create-home --home-dir /storage mewayz \
    && install -d -o mewayz -g mewayz -m 0700 /storage
COPY --from=build /runtime /opt/mewayz/runtime
COPY --from=build /build/target/mewayz /opt/mewayz/bin/mewayz
# The AOT cache is part of the image; nothing is written to it later, so a read-only root file system will do.
ENV MEWAYZ_CACHE=/opt/mewayz/cache
RUN mkdir -p /opt/mewayz/cache/native && /opt/mewayz/bin/mewayz optimize
ENV MEWAYZ_DATA=/storage MEWAYZ_PORT=80
USER 10001
# Ready is more than answering: it can write, search and keep its timetable.
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s CMD ["/opt/mewayz/bin/mewayz", "health"]
VOLUME /storage
EXPOSE 80
ENTRYPOINT ["/opt/mewayz/bin/mewayz"]
CMD ["serve"]
