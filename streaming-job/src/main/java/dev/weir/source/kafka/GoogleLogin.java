package dev.weir.source.kafka;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/**
 * The login to Google's Managed Service for Apache Kafka: <a href="https://github.com/googleapis/managedkafka">Google's
 * library</a> gets an access token by Application Default Credentials, and Kafka's client shows it to the broker.
 */
public final class GoogleLogin {
    private static final String MECHANISM = "OAUTHBEARER";
    private static final String HANDLER = "com.google.cloud.hosted.kafka.auth.GcpLoginCallbackHandler";

    /** As the library's documentation gives them. */
    private static final Map<String, String> SETTINGS = Map.of(
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            MECHANISM,
            "sasl.login.callback.handler.class",
            HANDLER,
            "sasl.jaas.config",
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");

    private GoogleLogin() {}

    /**
     * Adds the login to a client's settings, with or without Spark's prefix.
     *
     * @throws IllegalArgumentException if they say otherwise: without TLS, say, all could read the token
     */
    public static Map<String, String> addedTo(Map<String, String> client) {
        client.forEach((name, value) -> {
            if (!SETTINGS.getOrDefault(KafkaClient.plain(name), value).equals(value)) {
                throw new IllegalArgumentException("Cannot use --google-login with another " + name
                        + ": the login needs its own; leave one of the two out");
            }
        });
        Map<String, String> settings = new HashMap<>(client);
        settings.putAll(SETTINGS);
        return settings;
    }

    /**
     * Gets a token, only to see that there is one: Kafka's client would not say why there is none.
     *
     * @throws KafkaSourceException if there is none, or the library is not there
     */
    public static void require() {
        try {
            // As Kafka's client will look for it.
            AuthenticateCallbackHandler login = Class.forName(
                            HANDLER, true, Thread.currentThread().getContextClassLoader())
                    .asSubclass(AuthenticateCallbackHandler.class)
                    .getConstructor()
                    .newInstance();
            login.configure(SETTINGS, MECHANISM, List.of());
            login.handle(new Callback[] {new OAuthBearerTokenCallback()});
            login.close();
        } catch (ClassNotFoundException e) {
            throw new KafkaSourceException(
                    "Cannot log in to Kafka by Google's library: it is not on the class path; add the jar"
                            + " kafka-auth-VERSION-with-dependencies.jar, as dataproc/submit.sh does",
                    e);
        } catch (ReflectiveOperationException | IOException | UnsupportedCallbackException | RuntimeException e) {
            throw new KafkaSourceException(
                    "Cannot log in to Kafka by Google's library: " + told(e) + "; name a service account's key by"
                            + " GOOGLE_APPLICATION_CREDENTIALS, run `gcloud auth application-default login`, or run as a"
                            + " service account",
                    e);
        }
    }

    /** What Google's client says, in one line. */
    private static String told(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getMessage().replaceAll("\\s+", " ");
    }
}
