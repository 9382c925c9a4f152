#!/usr/bin/env bash
# Initialisation action of a cluster whose image has another default than JDK 17, which Weir needs: leaves one in /opt/jdk-17.
# It takes one that the image brings; else the archive that the cluster's metadata names, for machines without internet:
#
#   gcloud storage cp dataproc/jdk17.sh jdk-17.tar.gz "gs://$WEIR_BUCKET/"     # any vendor's JDK 17 for Linux
#   gcloud dataproc clusters create … --image-version=2.3 --initialization-actions="gs://$WEIR_BUCKET/jdk17.sh" \
#     --metadata="weir-jdk=gs://$WEIR_BUCKET/jdk-17.tar.gz" \
#     --properties=spark-env:JAVA_HOME=/opt/jdk-17,spark:spark.executorEnv.JAVA_HOME=/opt/jdk-17
set -euo pipefail

home=/opt/jdk-17

# Whether JDK $1 is one of version 17; its file `release` says so.
is_17() {
  [[ -x "$1/bin/java" && -r "$1/release" ]] && grep -q '^JAVA_VERSION="17[."]' "$1/release"
}

for jdk in "$home" /usr/lib/jvm/*; do
  if is_17 "$jdk"; then
    [[ "$jdk" == "$home" ]] || ln -sfn "$jdk" "$home"
    exit 0
  fi
done

archive=$(/usr/share/google/get_metadata_value attributes/weir-jdk || true)
if [[ -z "$archive" ]]; then
  echo "jdk17: Cannot find a JDK 17: the image has none in /usr/lib/jvm; name an archive by the metadata weir-jdk" >&2
  exit 1
fi
mkdir -p "$home"
gcloud storage cat "$archive" | tar -xz --strip-components=1 -C "$home"
if ! is_17 "$home"; then
  echo "jdk17: Cannot use $archive: it is no JDK 17; put another there" >&2
  exit 1
fi
