#!/usr/bin/env bash
# Submits a Weir job to Google Cloud: to Serverless for Apache Spark (once "Dataproc Serverless"), or with --cluster to a
# Dataproc cluster. `submit.sh --help` says how.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
  cat <<'HELP'
Usage: dataproc/submit.sh JOB --region R --bucket B --warehouse gs://… [OPTION…] [-- WEIR_OPTION…]

JOB is stream, import, batch, clean or verify; what follows -- are its options, as of `weir JOB --help`.

Where
  --project P          the project. Default: $WEIR_PROJECT, else that of gcloud's configuration
  --region R           the region. Default: $WEIR_REGION
  --bucket B           the bucket for jars and staging. Default: $WEIR_BUCKET
  --warehouse gs://…   the warehouse. Default: $WEIR_WAREHOUSE
  --cluster C          a Dataproc cluster (image 2.2 or 2.3, with JDK 17). Without it: Serverless for Apache Spark
  --version V          Serverless: the runtime, 1.2 (Scala 2.12), 2.2 or 2.3 (Scala 2.13). Default: 1.2

What
  --jar FILE|gs://…    the job's jar. Default: the one that this build made. A local one is uploaded under its content's
                       hash, so that no running job has its jar replaced, and an older one can be submitted again
  --jars F,…           further jars, such as Delta's where the network does not reach Maven Central. A stream from Pub/Sub
                       gets the source's own, unless one is named pubsub-source; one with --google-login, that of
                       kafka-auth likewise. One from Pub/Sub Lite needs Google's connector named here, a file or gs://
                       path, for spark.jars.packages knows no classifier:
                       pubsublite-spark-sql-streaming-VERSION-with-dependencies.jar from Maven Central, Scala 2.12 only
  --packages G:A:V,…   further Maven packages; `none` leaves out those that Weir needs (give them by --jars)
  --files F,…          files for the working directory, such as the properties file for `--kafka-config`
  --property K=V       a Spark property; repeatable
  --label K=V          a label; repeatable. app=weir and job=JOB are always there
  --wait, --async      wait for the end, or do not. Default: wait for all but a stream

Serverless (on a cluster, these belong to the cluster)
  --network N | --subnet S   where it runs; the subnet needs Private Google Access
  --tags T,…                 network tags
  --service-account A        what the job runs as; see dataproc/terraform
  --id ID                    the batch's name; submitting it twice fails
  --ttl T                    ended after this, unconditionally: 10m to 14d. Default: 14d for a stream, else 12h

Clusters
  --max-failures-per-hour N  how often a job that failed is started again, 0 to 10. Default: 5 for a stream, else 0
  --java-home DIR            a JDK 17 on the cluster's machines, where their default is an older one

  --dry-run            print the commands, quoted for a shell; run nothing
HELP
}

die() {
  echo "submit: $*" >&2
  exit 2
}

# The commands that Weir has a class with a main method for.
main_class() {
  case "$1" in
    stream) echo dev.weir.streaming.StreamCommand ;;
    import) echo dev.weir.streaming.ImportCommand ;;
    batch) echo dev.weir.batch.BatchCommand ;;
    clean) echo dev.weir.batch.CleanCommand ;;
    verify) echo dev.weir.batch.VerifyCommand ;;
    *) die "Invalid job: $1, must be stream, import, batch, clean or verify" ;;
  esac
}

module_of() {
  case "$1" in
    stream | import) echo streaming-job ;;
    *) echo batch-job ;;
  esac
}

# A version that the build pins, so that it is written down once.
pinned() {
  sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" "$root/pom.xml"
}

# One word as a shell reads it.
quoted() {
  if [[ "$1" =~ ^[A-Za-z0-9_./:=,@%+-]+$ ]]; then
    printf '%s' "$1"
  else
    printf "'%s'" "${1//\'/\'\\\'\'}"
  fi
}

run() {
  if [[ "$dry_run" == yes ]]; then
    local word line=
    for word in "$@"; do
      line+="$(quoted "$word") "
    done
    echo "${line% }"
  else
    "$@"
  fi
}

joined() {
  local IFS=$1
  shift
  echo "$*"
}

# Others see a command line, and Dataproc shows a job's arguments and properties to whoever may list jobs.
refuse_secret() {
  local lower=${1,,}
  case "$lower" in
    *password* | *passwd* | *secret* | *sasl.jaas.config* | *access_token* | *accesstoken* | *private_key* | *credentials=*)
      die "Cannot pass ${1%%=*}: a command line is no place for a secret; put it into a file, name that by --files, and" \
        "pass -- --kafka-config NAME" ;;
  esac
}

[[ $# -gt 0 ]] || { usage >&2; exit 2; }
case "$1" in
  -h | --help) usage; exit 0 ;;
esac
job=$1
class=$(main_class "$job")
shift

project=${WEIR_PROJECT:-} region=${WEIR_REGION:-} bucket=${WEIR_BUCKET:-} warehouse=${WEIR_WAREHOUSE:-}
cluster='' version='' jar='' jars='' packages='' files='' id='' network='' subnet='' tags='' account='' ttl=''
failures='' java_home='' dry_run=no waits=''
declare -a properties=() labels=(app=weir "job=$job") weir=()

while [[ $# -gt 0 ]]; do
  option=$1
  shift
  case "$option" in
    -h | --help) usage; exit 0 ;;
    --dry-run) dry_run=yes; continue ;;
    --wait) waits=yes; continue ;;
    --async) waits=no; continue ;;
    --) weir=("$@"); break ;;
    --*=*) value=${option#*=} option=${option%%=*} ;;
    --*)
      [[ $# -gt 0 && "$1" != -- ]] || die "Cannot read $option: its value is missing; see --help"
      value=$1
      shift
      ;;
    *) die "Cannot read '$option': options begin with --; those of weir $job come after --" ;;
  esac
  [[ -n "$value" ]] || die "Invalid $option: it is empty; leave it out or give it a value"
  case "$option" in
    --project) project=$value ;;
    --region) region=$value ;;
    --bucket) bucket=${value#gs://} bucket=${bucket%/} ;;
    --warehouse) warehouse=$value ;;
    --cluster) cluster=$value ;;
    --version) version=$value ;;
    --jar) jar=$value ;;
    --jars) jars=$value ;;
    --packages) packages=$value ;;
    --files) files=$value ;;
    --property) properties+=("$value") ;;
    --label) labels+=("$value") ;;
    --id) id=$value ;;
    --network) network=$value ;;
    --subnet) subnet=$value ;;
    --tags) tags=$value ;;
    --service-account) account=$value ;;
    --ttl) ttl=$value ;;
    --max-failures-per-hour) failures=$value ;;
    --java-home) java_home=$value ;;
    *) die "Cannot read $option: no such option; those of weir $job come after --, all others are in --help" ;;
  esac
done

[[ -n "$region" ]] || die "Cannot submit the $job: no region; add --region, such as europe-west3, or set WEIR_REGION"
[[ -n "$bucket" ]] || die "Cannot submit the $job: no bucket for its jar; add --bucket or set WEIR_BUCKET"
[[ -n "$warehouse" ]] || die "Cannot submit the $job: no warehouse; add --warehouse gs://… or set WEIR_WAREHOUSE"
[[ "$warehouse" == gs://?* || "$warehouse" == hdfs://?* ]] ||
  die "Invalid --warehouse: $warehouse, must be a gs:// path, for the job's machines go away"
for word in ${weir[@]+"${weir[@]}"}; do
  case "$word" in
    --warehouse | --warehouse=*) die "Cannot pass --warehouse after --: it is said once; give it before the --" ;;
  esac
  refuse_secret "$word"
done
for property in ${properties[@]+"${properties[@]}"}; do
  [[ "$property" == ?*=* ]] || die "Invalid --property: $property, must be KEY=VALUE"
  [[ "$property" != *';'* ]] || die "Invalid --property: $property, must be without a semicolon, which parts properties"
  refuse_secret "$property"
done
for label in "${labels[@]}"; do
  [[ "$label" =~ ^[a-z][a-z0-9_-]{0,62}=[a-z0-9_-]{0,63}$ ]] ||
    die "Invalid --label: $label, must be key=value of lowercase letters, digits, - and _"
done
[[ -z "$network" || -z "$subnet" ]] || die "Cannot use --network and --subnet together: leave one out"

scala=2.12
if [[ -n "$cluster" ]]; then
  for given in "--version:$version" "--network:$network" "--subnet:$subnet" "--tags:$tags" "--service-account:$account" \
    "--ttl:$ttl" "--id:$id"; do
    [[ -z "${given#*:}" ]] ||
      die "Cannot use ${given%%:*} with --cluster: it is the cluster's; set it when the cluster is created"
  done
  if [[ -z "$failures" ]]; then
    [[ "$job" == stream ]] && failures=5 || failures=0
  fi
  [[ "$failures" =~ ^([0-9]|10)$ ]] || die "Invalid --max-failures-per-hour: $failures, must be 0 to 10"
else
  for given in "--max-failures-per-hour:$failures" "--java-home:$java_home"; do
    [[ -z "${given#*:}" ]] || die "Cannot use ${given%%:*} without --cluster: Serverless has no such setting"
  done
  version=${version:-1.2}
  case "$version" in
    1.2 | 1.2.*) ;;
    2.2 | 2.2.* | 2.3 | 2.3.*) scala=2.13 ;;
    *) die "Invalid --version: $version, must be 1.2, 2.2 or 2.3: others have no Spark 3.5 on Java 17" ;;
  esac
  if [[ -z "$ttl" ]]; then
    [[ "$job" == stream ]] && ttl=14d || ttl=12h
  fi
  [[ "$ttl" =~ ^[1-9][0-9]{0,6}[smhd]$ ]] || die "Invalid --ttl: $ttl, must be a number with s, m, h or d, such as 12h"
  declare -A unit=([s]=1 [m]=60 [h]=3600 [d]=86400)
  seconds=$((${ttl%?} * ${unit[${ttl: -1}]}))
  ((seconds >= 600 && seconds <= 1209600)) || die "Invalid --ttl: $ttl, must be 10m to 14d"
  [[ -z "$id" || "$id" =~ ^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$ ]] ||
    die "Invalid --id: $id, must be 4 to 63 lowercase letters, digits and hyphens"
fi

if [[ "$dry_run" == no ]] && ! command -v gcloud >/dev/null; then
  die "Cannot submit the $job: gcloud is missing; install the Google Cloud CLI, or add --dry-run to see the commands"
fi

# The jars, uploaded where they are local files.
declare -a at=()
[[ -z "$project" ]] || at+=("--project=$project")

# The jar of a module that this build made.
built() {
  local jar
  jar="$root/$1/target/$1-$(sed -n 's|^  <version>\(.*\)</version>.*|\1|p' "$root/pom.xml")-$2.jar"
  [[ -f "$jar" ]] || die "Cannot submit the $job: $jar is not built; run ./weir --help once, which builds, or name one by $3"
  echo "$jar"
}

# Sets $uri to where a jar is in the bucket.
upload() {
  local hash
  hash=$(sha256sum "$1")
  uri="gs://$bucket/jars/$(basename "$1" .jar)-${hash:0:16}.jar"
  run gcloud storage cp --no-clobber ${at[@]+"${at[@]}"} "$1" "$uri"
}

[[ -n "$jar" ]] || jar=$(built "$(module_of "$job")" dataproc --jar)
if [[ "$jar" != gs://* ]]; then
  [[ -f "$jar" ]] || die "Cannot upload $jar: no such file; build it by ./weir --help, or correct --jar"
  upload "$jar"
  jar=$uri
fi

# Adds a module's jar with all that it needs, unless one is among --jars.
bring() {
  local file
  [[ "$jars" != *"$1"* ]] || return 0
  file=$(built "$1" with-dependencies --jars)
  upload "$file"
  jars=$uri${jars:+,$jars}
}
if [[ " ${weir[*]-} " == *" --source pubsub "* || " ${weir[*]-} " == *" --source=pubsub "* ]]; then
  bring pubsub-source
fi
if [[ " ${weir[*]-} " == *" --google-login "* ]]; then
  bring kafka-auth
fi

if [[ " ${weir[*]-} " == *" --source pubsublite "* || " ${weir[*]-} " == *" --source=pubsublite "* ]]; then
  connector=$(pinned pubsublite-connector.version)
  [[ "$scala" == 2.12 ]] ||
    die "Cannot submit the $job: Google's connector for Pub/Sub Lite is for Scala 2.12; use --version 1.2"
  [[ "$jars" == *pubsublite-spark-sql-streaming* ]] ||
    die "Cannot submit the $job: Google's connector for Pub/Sub Lite does not come with Weir; download" \
      "https://repo1.maven.org/maven2/com/google/cloud/pubsublite-spark-sql-streaming/$connector/pubsublite-spark-sql-streaming-$connector-with-dependencies.jar" \
      "and name it by --jars"
fi

# spark-submit itself opens to Spark what JDK 17 closes; the time zone is what all tests run in.
declare -a needed=(
  spark.driver.defaultJavaOptions=-Duser.timezone=UTC
  spark.executor.defaultJavaOptions=-Duser.timezone=UTC)
if [[ "$packages" != none ]]; then
  declare -a coordinates=("io.delta:delta-spark_$scala:$(pinned delta.version)")
  if [[ " ${weir[*]-} " == *" --source kafka "* || " ${weir[*]-} " == *" --source=kafka "* ]]; then
    coordinates+=("org.apache.spark:spark-sql-kafka-0-10_$scala:$(pinned spark.version)")
  fi
  if [[ " ${weir[*]-}" == *" --bigquery"* ]]; then
    coordinates+=("com.google.cloud.spark:spark-3.5-bigquery:$(pinned bigquery-connector.version)")
  fi
  [[ -z "$packages" ]] || coordinates+=("$packages")
  needed+=("spark.jars.packages=$(joined , "${coordinates[@]}")")
elif [[ -z "$jars" ]]; then
  die "Cannot submit the $job: --packages none leaves out Delta; name its jars by --jars"
fi
if [[ -n "$java_home" ]]; then
  # Only in cluster mode is the driver started by YARN, which takes the JDK from here.
  needed+=(spark.submit.deployMode=cluster "spark.yarn.appMasterEnv.JAVA_HOME=$java_home"
    "spark.executorEnv.JAVA_HOME=$java_home")
fi
properties=("${needed[@]}" ${properties[@]+"${properties[@]}"})

declare -a command=(gcloud dataproc)
if [[ -n "$cluster" ]]; then
  command+=(jobs submit spark "--cluster=$cluster" "--bucket=$bucket")
  if [[ "$failures" != 0 ]]; then
    # A day's worth of the hourly limit in all: who fails longer than that needs a person.
    command+=("--max-failures-per-hour=$failures" "--max-failures-total=$((failures * 24))")
  fi
else
  command+=(batches submit spark "--version=$version" "--ttl=$ttl" "--deps-bucket=gs://$bucket" "--staging-bucket=$bucket")
  [[ -z "$network" ]] || command+=("--network=$network")
  [[ -z "$subnet" ]] || command+=("--subnet=$subnet")
  [[ -z "$tags" ]] || command+=("--tags=$tags")
  [[ -z "$account" ]] || command+=("--service-account=$account")
  [[ -z "$id" ]] || command+=("--batch=$id")
fi
command+=(${at[@]+"${at[@]}"} "--region=$region" "--class=$class" "--jars=$jar${jars:+,$jars}")
[[ -z "$files" ]] || command+=("--files=$files")
command+=("--properties=^;^$(joined ';' "${properties[@]}")" "--labels=$(joined , "${labels[@]}")")
if [[ "$waits" == no || ("$job" == stream && -z "$waits") ]]; then
  command+=(--async)
fi
run "${command[@]}" -- "--warehouse=$warehouse" ${weir[@]+"${weir[@]}"}
