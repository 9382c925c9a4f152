"""A home for Airflow of this run's own, set before anything imports it."""

import atexit
import os
import pathlib
import shutil
import sys
import tempfile

HOME = pathlib.Path(tempfile.mkdtemp(prefix="weir-airflow-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
# As Composer has it: the file alone, in the folder of DAGs.
(HOME / "dags").mkdir()
shutil.copy(pathlib.Path(__file__).resolve().parents[1] / "weir_nightly.py", HOME / "dags")
sys.path.insert(0, str(HOME / "dags"))
os.environ.update(
    AIRFLOW_HOME=str(HOME),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__CORE__UNIT_TEST_MODE="True",
    AIRFLOW__LOGGING__LOGGING_LEVEL="WARNING",
    AIRFLOW_CONN_GOOGLE_CLOUD_DEFAULT='{"conn_type": "google_cloud_platform", "extra": {"is_anonymous": true, "project": "acme"}}',
    # As submit.sh prints it; read again by the DAG.
    AIRFLOW_VAR_WEIR_BATCH_JARS='["gs://acme-weir-staging/jars/batch-job.jar","gs://acme-weir-staging/jars/delta-spark.jar"]',
    WEIR_PROJECT="acme",
    WEIR_REGION="europe-west3",
    WEIR_BUCKET="acme-weir-staging",
    WEIR_WAREHOUSE="gs://acme-weir/warehouse",
    WEIR_SERVICE_ACCOUNT="weir-batch@acme.iam.gserviceaccount.com",
    WEIR_SUBNET="projects/acme/regions/europe-west3/subnetworks/jobs",
    WEIR_POLL_SECONDS="1",
)
