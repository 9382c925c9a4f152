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
            long now = System.currentTimeMillis();
            long expires = parts.length == 3 ? expiry(decoded(parts[2])) : 0;
            if (expires > now
                    && decoded(parts[0]).contains("\"alg\":\"GOOG_OAUTH2_TOKEN\"")
                    && decoded(parts[1]).contains("\"sub\":\"" + PlayedGoogle.ACCOUNT + "\"")) {
                asked.token(new Accepted(asked.tokenValue(), now, expires));
            } else {
                asked.error("invalid_token", null, null);
            }
        }
    }

    /** In milliseconds; what is no token of ours has expired for ever. */
    private static long expiry(String token) {
        String beginning = PlayedGoogle.TOKEN + "@";
        return token.startsWith(beginning) ? Long.parseLong(token.substring(beginning.length())) : 0;
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        // There is nothing to close.
    }

    private record Accepted(String value, long now, long lifetimeMs) implements OAuthBearerToken {
        @Override
        public Set<String> scope() {
            return Set.of();
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
