# Server and worker in one image; which of them runs is the compose file's `command`. Not Alpine: Temporal's native part
# and argon2 want glibc.
FROM node:22-slim AS build
WORKDIR /app
COPY . .
RUN node bin/handrail.mjs build && npm prune --omit=dev --ignore-scripts

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/workflows/failure-converter.cjs ./workflows/
USER node
CMD ["node", "--enable-source-maps", "dist/server.mjs"]
