package dev.weir.launcher;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallback;

/** How a broker looks at Google's tokens: {@code header.claims.access token}, of which only Google can say what it is worth. */
public final class GoogleTokenCheck implements AuthenticateCallbackHandler {
    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> entries) {
        // There is nothing to set.
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (!(callback instanceof OAuthBearerValidatorCallback asked)) {
                throw new UnsupportedCallbackException(callback);
            }
            String[] parts = asked.tokenValue().split("\\.", -1);
            if (parts.length == 3
                    && decoded(parts[0]).contains("\"alg\":\"GOOG_OAUTH2_TOKEN\"")
                    && decoded(parts[1]).contains("\"sub\":\"" + PlayedGoogle.ACCOUNT + "\"")
                    && decoded(parts[2]).equals(PlayedGoogle.TOKEN)) {
                asked.token(new Accepted(asked.tokenValue(), System.currentTimeMillis()));
            } else {
                asked.error("invalid_token", null, null);
            }
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        // There is nothing to close.
    }

    private record Accepted(String value, long now) implements OAuthBearerToken {
        @Override
        public Set<String> scope() {
            return Set.of();
        }

        @Override
        public long lifetimeMs() {
            return now + 3_600_000;
        }

        @Override
        public String principalName() {
            return PlayedGoogle.ACCOUNT;
        }

        @Override
        public Long startTimeMs() {
            return now;
        }
    }
}
