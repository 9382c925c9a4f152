#!/usr/bin/env bash
# Submits a Weir job to Google Cloud: to Managed Service for Apache Spark (once "Dataproc"), as a Serverless batch, or with
# --cluster to a cluster. `submit.sh --help` says how.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
  cat <<'HELP'
Usage: dataproc/submit.sh JOB --region R --bucket B --warehouse gs://… [OPTION…] [-- WEIR_OPTION…]

JOB is stream, import, batch, clean, verify or upgrade; what follows -- are its options, as of `weir JOB --help`.

Where
  --project P          the project. Default: $WEIR_PROJECT, else that of gcloud's configuration
  --region R           the region. Default: $WEIR_REGION
  --bucket B           the bucket for jars and staging. Default: $WEIR_BUCKET
  --warehouse gs://…   the warehouse. Default: $WEIR_WAREHOUSE
  --cluster C          a cluster (image 2.2 or 2.3, with JDK 17; see dataproc/jdk17.sh). Without it: Serverless
  --version V          Serverless: the runtime, 2.3 or 2.2 (Scala 2.13), or 1.2 (Scala 2.12). Default: 2.3; for Pub/Sub
                       Lite 1.2. dataproc/versions.txt says how long Google supports each

What
  --jar FILE|gs://…    the job's jar. Default: the one that this build made. A local one is uploaded under its content's
                       hash, so that no running job has its jar replaced, and an older one can be submitted again
  --jars F,…           further jars. Delta's, and for a stream from Kafka its source's, come by themselves: as
                       dataproc/jars.lock names them, fetched by Maven and uploaded, so that no job needs the internet. A
                       stream from Pub/Sub gets the source's own, unless one is named pubsub-source; one with
                       --google-login, that of kafka-auth likewise, and a clean-up, that of cloud-storage. One from Pub/Sub
                       Lite needs Google's connector named here, a file or gs:// path, for spark.jars.packages knows no
                       classifier:
                       pubsublite-spark-sql-streaming-VERSION-with-dependencies.jar from Maven Central, Scala 2.12 only
  --packages G:A:V,…   further Maven packages, for which the job's network must reach Maven Central; `none` leaves out
                       what jars.lock names (give it by --jars)
  --files F,…          files for the working directory, such as the properties file for `--kafka-config`
  --property K=V       a Spark property; repeatable. It replaces one that the script would set
  --max-executors N    the most that dynamic allocation may start, 2 to 2000. Default: 16 for a stream, else 64
  --label K=V          a label; repeatable. app=weir and job=JOB are always there
  --wait, --async      wait for the end, or do not. Default: wait for all but a stream

Serverless (on a cluster, these belong to the cluster)
  --network N | --subnet S   where it runs; the subnet needs Private Google Access. Default: $WEIR_SUBNET
  --tags T,…                 network tags
  --service-account A        what the job runs as; see dataproc/terraform
  --id ID                    the batch's name; submitting it twice fails
  --ttl T                    ended after this, unconditionally: 10m to 14d. Default: 14d for a stream, else 12h

Clusters
  --max-failures-per-hour N  how often a job that failed is started again, 0 to 10. Default: 5 for a stream, else 0
  --java-home DIR            a JDK 17 on the cluster's machines, where their default is an older one

  --print-jars         upload the job's jars, print their places as one JSON list, and submit nothing: for the Airflow
                       variable weir_batch_jars and for dataproc/workflow.yaml. All that it needs is --bucket
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
    upgrade) echo dev.weir.batch.UpgradeCommand ;;
    *) die "Invalid job: $1, must be stream, import, batch, clean, verify or upgrade" ;;
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

# Whether the job's own words have option $1, with value $2 where one is given.
has() {
  local words=" ${weir[*]-} "
  if [[ $# == 1 ]]; then
    [[ "$words" == *" $1 "* || "$words" == *" $1="* ]]
  else
    [[ "$words" == *" $1 $2 "* || "$words" == *" $1=$2 "* ]]
  fi
}

# Sets what the command line and the environment say.
parse() {
  local option value
  job=$1
  class=$(main_class "$job")
  shift
  project=${WEIR_PROJECT:-} region=${WEIR_REGION:-} bucket=${WEIR_BUCKET:-} warehouse=${WEIR_WAREHOUSE:-}
  cluster='' version='' jar='' jars='' packages='' files='' id='' network='' subnet='' tags='' account='' ttl=''
  failures='' executors='' java_home='' dry_run=no print_jars=no waits=''
  properties=() labels=(app=weir "job=$job") weir=()
  while [[ $# -gt 0 ]]; do
    option=$1
    shift
    case "$option" in
      -h | --help) usage; exit 0 ;;
      --dry-run) dry_run=yes; continue ;;
      --print-jars) print_jars=yes; continue ;;
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
      --max-executors) executors=$value ;;
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
}

# Holds what was said against what can be, and adds the defaults.
check() {
  local word property label
  [[ -n "$bucket" ]] || die "Cannot submit the $job: no bucket for its jar; add --bucket or set WEIR_BUCKET"
  if [[ "$print_jars" == no ]]; then
    [[ -n "$region" ]] || die "Cannot submit the $job: no region; add --region, such as europe-west3, or set WEIR_REGION"
    [[ -n "$warehouse" ]] || die "Cannot submit the $job: no warehouse; add --warehouse gs://… or set WEIR_WAREHOUSE"
    [[ "$warehouse" == gs://?* || "$warehouse" == hdfs://?* ]] ||
      die "Invalid --warehouse: $warehouse, must be a gs:// path, for the job's machines go away"
  fi
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
  # The runtime's own connector stands beside a second one: "Multiple sources found for bigquery".
  [[ "$jars $packages ${properties[*]-}" != *spark-*bigquery* ]] ||
    die "Cannot add the BigQuery connector: runtimes and images have one, and a second crashes the job; choose its version" \
      "by --property dataproc.sparkBqConnector.version=V, or by the metadata SPARK_BQ_CONNECTOR_VERSION of a cluster"
  if [[ -z "$executors" ]]; then
    [[ "$job" == stream ]] && executors=16 || executors=64
  fi
  [[ "$executors" =~ ^([2-9]|[1-9][0-9]{1,2}|1[0-9]{3}|2000)$ ]] ||
    die "Invalid --max-executors: $executors, must be 2 to 2000"
  if [[ -n "$cluster" ]]; then
    check_cluster
  else
    check_serverless
  fi
  check_lite
  [[ "$packages" != none || -n "$jars" ]] ||
    die "Cannot submit the $job: --packages none leaves out Delta; name its jars by --jars"
  if [[ "$dry_run" == no ]] && ! command -v gcloud >/dev/null; then
    die "Cannot submit the $job: gcloud is missing; install the Google Cloud CLI, or add --dry-run to see the commands"
  fi
}

check_cluster() {
  local given
  for given in "--version:$version" "--network:$network" "--subnet:$subnet" "--tags:$tags" "--service-account:$account" \
    "--ttl:$ttl" "--id:$id"; do
    [[ -z "${given#*:}" ]] ||
      die "Cannot use ${given%%:*} with --cluster: it is the cluster's; set it when the cluster is created"
  done
  if [[ -z "$failures" ]]; then
    [[ "$job" == stream ]] && failures=5 || failures=0
  fi
  [[ "$failures" =~ ^([0-9]|10)$ ]] || die "Invalid --max-failures-per-hour: $failures, must be 0 to 10"
  runtime cluster ''
}

check_serverless() {
  local given seconds
  local -A unit=([s]=1 [m]=60 [h]=3600 [d]=86400)
  for given in "--max-failures-per-hour:$failures" "--java-home:$java_home"; do
    [[ -z "${given#*:}" ]] || die "Cannot use ${given%%:*} without --cluster: Serverless has no such setting"
  done
  if [[ -z "$version" ]] && has --source pubsublite; then
    version=1.2
  fi
  runtime serverless "$version" || die "Invalid --version: $version, must be 1.2, 2.2 or 2.3: others have no Spark 3.5 on Java 17"
  [[ -n "$network$subnet" ]] || subnet=${WEIR_SUBNET:-}
  if [[ -z "$ttl" ]]; then
    [[ "$job" == stream ]] && ttl=14d || ttl=12h
  fi
  [[ "$ttl" =~ ^[1-9][0-9]{0,6}[smhd]$ ]] || die "Invalid --ttl: $ttl, must be a number with s, m, h or d, such as 12h"
  seconds=$((${ttl%?} * ${unit[${ttl: -1}]}))
  ((seconds >= 600 && seconds <= 1209600)) || die "Invalid --ttl: $ttl, must be 10m to 14d"
  [[ -z "$id" || "$id" =~ ^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$ ]] ||
    die "Invalid --id: $id, must be 4 to 63 lowercase letters, digits and hyphens"
}

check_lite() {
  local connector
  has --source pubsublite || return 0
  [[ "$scala" == 2.12 ]] ||
    die "Cannot submit the $job: Google's connector for Pub/Sub Lite is for Scala 2.12; use --version 1.2"
  connector=$(pinned pubsublite-connector.version)
  [[ "$jars" == *pubsublite-spark-sql-streaming* ]] ||
    die "Cannot submit the $job: Google's connector for Pub/Sub Lite does not come with Weir; download" \
      "https://repo1.maven.org/maven2/com/google/cloud/pubsublite-spark-sql-streaming/$connector/pubsublite-spark-sql-streaming-$connector-with-dependencies.jar" \
      "and name it by --jars"
}

# Sets version, scala and support_ends from the table: of the version $2 of $1, or of its default.
runtime() {
  local place name of_scala ends
  while read -r place name of_scala _ ends; do
    if [[ "$place" == "$1" && (-z "$2" || "$2" == "$name" || "$2" == "$name".*) ]]; then
      version=${2:-$name} scala=$of_scala support_ends=$ends
      return 0
    fi
  done <"$root/dataproc/versions.txt"
  return 1
}

# Sets uris to the job's jars, its own first, and uploads those that are local files or come from Maven.
artifacts() {
  at=() uris=()
  [[ -z "$project" ]] || at+=("--project=$project")
  [[ -n "$jar" ]] || jar=$(built "$(module_of "$job")" dataproc --jar)
  if [[ "$jar" == gs://* ]]; then
    uris+=("$jar")
  else
    [[ -f "$jar" ]] || die "Cannot upload $jar: no such file; build it by ./weir --help, or correct --jar"
    upload "$jar"
  fi
  if [[ "$packages" != none ]]; then
    locked delta
    ! has --source kafka || locked kafka
  fi
  ! has --source pubsub || bring pubsub-source
  ! has --google-login || bring kafka-auth
  # The nightly work cleans up, too, by the same list.
  [[ "$job" != clean && ("$job" != batch || "$print_jars" == no) ]] || bring_if_built cloud-storage
  [[ -z "$jars" ]] || uris+=("$jars")
}

# The jar of a module that this build made.
built() {
  local jar
  jar="$root/$1/target/$1-$(sed -n 's|^  <version>\(.*\)</version>.*|\1|p' "$root/pom.xml")-$2.jar"
  [[ -f "$jar" ]] || die "Cannot submit the $job: $jar is not built; run ./weir --help once, which builds, or name one by $3"
  echo "$jar"
}

# Uploads file $1, whose SHA-256 is $2 where that is known.
upload() {
  local hash=${2:-} uri
  [[ -n "$hash" ]] || hash=$(sha256sum "$1")
  uri="gs://$bucket/jars/$(basename "$1" .jar)-${hash:0:16}.jar"
  run gcloud storage cp --no-clobber ${at[@]+"${at[@]}"} "$1" "$uri"
  uris+=("$uri")
}

# Uploads a module's jar with all that it needs, unless one is among --jars.
bring() {
  local file
  [[ "$jars" != *"$1"* ]] || return 0
  file=$(built "$1" with-dependencies --jars)
  upload "$file"
}

# As bring, for what a job can do without.
bring_if_built() {
  if compgen -G "$root/$1/target/$1-*-with-dependencies.jar" >/dev/null; then
    bring "$1"
  elif [[ "$jars" != *"$1"* ]]; then
    echo "submit: $1 is not built, so the clean-up asks for each file alone; run ./weir --help once, which builds" >&2
  fi
}

# Uploads what jars.lock has for use $1 and this Scala version.
locked() {
  local use of_scala coordinates hash artifact file
  # On a descriptor of its own: Maven and gcloud read standard input.
  while read -r use of_scala coordinates hash <&3; do
    if [[ "$use" == "$1" && ("$of_scala" == any || "$of_scala" == "$scala") ]]; then
      artifact=${coordinates#*:}
      file="$root/.weir/jars/${artifact/:/-}.jar"
      if [[ "$hash" == - ]]; then
        # Its name in the bucket is known once it is here.
        dry_run=no fetch "$coordinates" "$file" >&2
        hash=$(sha256sum "$file")
        hash=${hash%% *}
      else
        fetch "$coordinates" "$file"
      fi
      confirm "$file" "$hash"
      upload "$file" "$hash"
    fi
  done 3<"$root/dataproc/jars.lock"
}

# Has Maven leave $1 as file $2.
fetch() {
  [[ ! -f "$2" ]] || return 0
  [[ "$dry_run" == yes ]] || command -v mvn >/dev/null ||
    die "Cannot fetch $1: Maven is missing; install it, or give --packages none and name the jars by --jars"
  # shellcheck disable=SC2086
  run mvn -B -q -ntp ${WEIR_MAVEN_OPTIONS:-} -N -f "$root/pom.xml" \
    "org.apache.maven.plugins:maven-dependency-plugin:$(pinned dependency-plugin.version):copy" \
    "-Dartifact=$1" "-DoutputDirectory=$(dirname "$2")" ||
    die "Cannot fetch $1: Maven says why above; or give --packages none and name the jars by --jars"
}

# Holds file $1, where a dry run has it, against SHA-256 $2.
confirm() {
  local found
  [[ "$dry_run" == no || -f "$1" ]] || return 0
  found=$(sha256sum "$1")
  [[ "${found%% *}" == "$2" ]] ||
    die "Cannot upload $1: its SHA-256 is ${found%% *}, and dataproc/jars.lock says $2; delete it, and ask who changed it"
}

# Adds what the job needs, but for what the user said.
complete_properties() {
  local -a needed=() wanted=()
  local property given
  # spark-submit itself opens to Spark what JDK 17 closes; the time zone is what all tests run in.
  needed+=(spark.driver.defaultJavaOptions=-Duser.timezone=UTC spark.executor.defaultJavaOptions=-Duser.timezone=UTC)
  # The platform's own limit is a thousand machines.
  needed+=("spark.dynamicAllocation.maxExecutors=$executors")
  if [[ -z "$cluster" ]] && has --bigquery; then
    needed+=("dataproc.sparkBqConnector.version=$(pinned bigquery-connector.version)")
  fi
  if [[ -n "$packages" && "$packages" != none ]]; then
    needed+=("spark.jars.packages=$packages")
  fi
  if [[ -n "$java_home" ]]; then
    # Only in cluster mode is the driver started by YARN, which takes the JDK from here.
    needed+=(spark.submit.deployMode=cluster "spark.yarn.appMasterEnv.JAVA_HOME=$java_home"
      "spark.executorEnv.JAVA_HOME=$java_home")
  fi
  for property in "${needed[@]}"; do
    for given in ${properties[@]+"${properties[@]}"}; do
      [[ "${given%%=*}" != "${property%%=*}" ]] || continue 2
    done
    wanted+=("$property")
  done
  properties=(${wanted[@]+"${wanted[@]}"} ${properties[@]+"${properties[@]}"})
}

# Submits, and says so where Google's support has ended.
submit() {
  local -a command=(gcloud dataproc)
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
    [[ "$(date -u +%F)" < "$support_ends" || "$(date -u +%F)" == "$support_ends" ]] ||
      echo "submit: Google's support of runtime $version ended on $support_ends; see dataproc/versions.txt" >&2
  fi
  command+=(${at[@]+"${at[@]}"} "--region=$region" "--class=$class" "--jars=$(joined , "${uris[@]}")")
  [[ -z "$files" ]] || command+=("--files=$files")
  command+=("--properties=^;^$(joined ';' "${properties[@]}")" "--labels=$(joined , "${labels[@]}")")
  if [[ "$waits" == no || ("$job" == stream && -z "$waits") ]]; then
    command+=(--async)
  fi
  run "${command[@]}" -- "--warehouse=$warehouse" ${weir[@]+"${weir[@]}"}
}

# The jars' places as JSON, once they are there; commands and what they print go to standard error.
print_jars() {
  local uri list
  artifacts >&2
  list=$(joined , "${uris[@]}")
  [[ "$list" != *[\"\\]* ]] || die "Invalid --jars: $list, must be without quotes and backslashes"
  uri=${list//,/\",\"}
  echo "[\"$uri\"]"
}

[[ $# -gt 0 ]] || { usage >&2; exit 2; }
case "$1" in
  -h | --help) usage; exit 0 ;;
esac
parse "$@"
check
if [[ "$print_jars" == yes ]]; then
  print_jars
else
  artifacts
  complete_properties
  submit
fi
