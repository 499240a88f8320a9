node worker.ts &
worker=$!
until grep -q bought tickets.jsonl 2>/dev/null; do sleep 0.1; done
kill -KILL "$worker"
node worker.ts --drain
# What is still at work is ready now, so that the verdict at the end sees what nobody fetched.
curl -s "$FAKE_PROVIDER_ADMIN_URL/__fake/clock/advance" \
  -H 'content-type: application/json' -d '{"ms":60000}'
