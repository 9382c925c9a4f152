package dev.weir.pubsub;

import com.google.api.gax.grpc.GrpcStatusCode;
import com.google.api.gax.rpc.ApiException;
import io.grpc.Status;
import java.util.Set;

/** What an error of Pub/Sub means to whoever can put it right. */
final class Trouble {
    /** What waiting does not cure; the client itself waits in most other cases. */
    private static final Set<Status.Code> LASTING = Set.of(
            Status.Code.NOT_FOUND,
            Status.Code.PERMISSION_DENIED,
            Status.Code.UNAUTHENTICATED,
            Status.Code.INVALID_ARGUMENT,
            Status.Code.FAILED_PRECONDITION,
            Status.Code.UNIMPLEMENTED);

    /** The reason in <a href="https://cloud.google.com/pubsub/docs/exactly-once-delivery">its details</a>. */
    private static final String ACK_IDS = "EXACTLY_ONCE_ACKID_FAILURE";

    private final SubscriptionName subscription;
    private final String endpoint;

    Trouble(SubscriptionName subscription, String endpoint) {
        this.subscription = subscription;
        this.endpoint = endpoint;
    }

    static boolean lasts(Throwable failure) {
        return LASTING.contains(code(failure)) && !isAboutAckIds(failure);
    }

    /** Whether it says of acknowledgement ids alone that they are none any more, as exactly-once delivery does. */
    static boolean isAboutAckIds(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException api
                    && api.getErrorDetails() != null
                    && api.getErrorDetails().getErrorInfo() != null
                    && api.getErrorDetails().getErrorInfo().getReason().equals(ACK_IDS)) {
                return true;
            }
        }
        return false;
    }

    static Status.Code code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException api && api.getStatusCode() instanceof GrpcStatusCode grpc) {
                return grpc.getTransportCode();
            }
        }
        return Status.fromThrowable(failure).getCode();
    }

    PubSubSourceException noCredentials(Throwable failure) {
        return new PubSubSourceException(
                "Cannot read subscription " + subscription + ": no credentials were found (" + told(failure)
                        + "); run where a service account is attached, set GOOGLE_APPLICATION_CREDENTIALS to a key file,"
                        + " or run: gcloud auth application-default login",
                failure);
    }

    /** At the beginning. */
    PubSubSourceException cannotRead(Throwable failure) {
        return explained("Cannot read subscription " + subscription + ": ", "there is none of this name", failure);
    }

    /** After it could be read. */
    PubSubSourceException cannotGoOn(Throwable failure) {
        return explained("Cannot go on with subscription " + subscription + ": ", "it was deleted", failure);
    }

    private PubSubSourceException explained(String what, String notFound, Throwable failure) {
        String why = switch (code(failure)) {
            case NOT_FOUND ->
                notFound
                        + "; what was pulled stays; the subscriptions that there are: gcloud pubsub subscriptions list --project "
                        + subscription.project();
            case PERMISSION_DENIED ->
                "permission denied, or there is no project " + subscription.project()
                        + "; grant roles/pubsub.subscriber: gcloud pubsub subscriptions add-iam-policy-binding "
                        + subscription.id() + " --project " + subscription.project()
                        + " --role roles/pubsub.subscriber --member serviceAccount:ACCOUNT";
            case UNAUTHENTICATED ->
                "the credentials are not accepted (" + told(failure)
                        + "); renew them: gcloud auth application-default login, or a new key file";
            case FAILED_PRECONDITION, INVALID_ARGUMENT, UNIMPLEMENTED ->
                told(failure)
                        + "; it must be a pull subscription, one that delivers neither to an address nor to a table";
            default ->
                "Pub/Sub at " + endpoint + " does not answer (" + told(failure)
                        + "); check the network and option endpoint, and start again";
        };
        return new PubSubSourceException(what + why, failure);
    }

    /** The innermost message: the outer ones say only that a call failed. */
    private static String told(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null
                ? innermost.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
