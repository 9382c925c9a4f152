package dev.weir.storage;

import dev.weir.warehouse.ManyFiles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Files of {@code gs://} by Google's client, where this asks as Hadoop's connector would: by Application Default Credentials or
 * none. Where the connector is told of a key, of another account, of a proxy or of a project to bill, files stay the connector's.
 */
public final class BucketFilesProvider implements ManyFiles.Provider {
    private static final Set<String> TYPES = Set.of("", "UNAUTHENTICATED", "APPLICATION_DEFAULT", "COMPUTE_ENGINE");

    private static final List<String> OTHERWISE = List.of(
            "fs.gs.auth.service.account.json.keyfile",
            "fs.gs.auth.service.account.keyfile",
            "fs.gs.auth.impersonation.service.account",
            "fs.gs.auth.access.token.provider",
            "fs.gs.auth.access.token.provider.impl",
            "fs.gs.encryption.key",
            "fs.gs.proxy.address",
            "fs.gs.requester.pays.project.id");

    @Override
    public Optional<ManyFiles> of(Path path, Configuration hadoop) {
        return "gs".equals(path.toUri().getScheme()) && asksAlike(hadoop)
                ? Optional.of(new BucketFiles(StorageEndpoint.of(hadoop).client()))
                : Optional.empty();
    }

    private static boolean asksAlike(Configuration hadoop) {
        return TYPES.contains(hadoop.getTrimmed("fs.gs.auth.type", "").toUpperCase(Locale.ROOT))
                && OTHERWISE.stream()
                        .allMatch(name -> hadoop.getTrimmed(name, "").isEmpty());
    }
}
