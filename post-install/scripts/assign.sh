#!/bin/sh
# Assigns what the package needs to the users it needs. Idempotent: what is assigned stays.
# assign.sh ORG INTEGRATION_USER [AGENT...]     ORG is an alias of the sf command line.
set -eu
if [ "$#" -lt 2 ]; then
  echo 'usage: assign.sh ORG INTEGRATION_USER [AGENT...]' >&2
  exit 2
fi
org=$1
integration=$2
shift 2
# The licence goes first: without it the permission set is refused.
sf org assign permsetlicense --target-org "$org" --name SalesforceAPIIntegrationPsl --on-behalf-of "$integration"
sf org assign permset --target-org "$org" --name OB_Integration --on-behalf-of "$integration"
for agent in "$@"; do
  sf org assign permset --target-org "$org" --name OB_Service_Agent --name OB_Broker_Callout --on-behalf-of "$agent"
done
