package dev.weir.place;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small databases in the <a href="https://maxmind.github.io/MaxMind-DB/">MaxMind DB format</a> for tests. */
final class MmdbFile {
    private static final byte[] MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NOTHING = -1;

    private final int recordSize;
    private final int ipVersion;
    private final String type;
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {NOTHING, NOTHING}));
    private final List<Integer> dataOffsets = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** @param recordSize 24, 28 or 32 bits */
    MmdbFile(int recordSize, int ipVersion, String type) {
        this.recordSize = recordSize;
        this.ipVersion = ipVersion;
        this.type = type;
    }

    /** Adds a network that no other one contains: {@code 192.0.2.0/24}; IPv4 stands at {@code ::/96} in an IPv6 tree. */
    MmdbFile add(String network, Object value) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encode(encoded, value);
        return addRaw(network, encoded.toByteArray());
    }

    /** The same, of bytes of the data section. */
    MmdbFile addRaw(String network, byte[] value) {
        dataOffsets.add(data.size());
        data.writeBytes(value);
        int slash = network.indexOf('/');
        var address = Addresses.address(network.substring(0, slash));
        boolean v4 = address.isMapped();
        int prefix = Integer.parseInt(network.substring(slash + 1)) + (v4 && ipVersion == 6 ? 96 : 0);
        int node = 0;
        for (int depth = 0; depth < prefix; depth++) {
            int bit = bit(
                    address.high(),
                    v4 ? address.low() & 0xffff_ffffL : address.low(),
                    ipVersion == 4 ? 96 + depth : depth);
            if (depth == prefix - 1) {
                nodes.get(node)[bit] = -1 - dataOffsets.size();
                return this;
            }
            if (nodes.get(node)[bit] == NOTHING) {
                nodes.get(node)[bit] = nodes.size();
                nodes.add(new int[] {NOTHING, NOTHING});
            }
            node = nodes.get(node)[bit];
        }
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            writeNode(file, record(node[0]), record(node[1]));
        }
        file.writeBytes(new byte[16]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(MARKER);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", 1_780_000_000L);
        metadata.put("database_type", type);
        metadata.put("description", Map.of("en", "a test's"));
        metadata.put("ip_version", ipVersion);
        metadata.put("languages", List.of("en"));
        metadata.put("node_count", (long) nodes.size());
        metadata.put("record_size", recordSize);
        encode(file, metadata);
        return file.toByteArray();
    }

    private static int bit(long high, long low, int depth) {
        return (int) ((depth < 64 ? high >>> 63 - depth : low >>> 127 - depth) & 1);
    }

    private long record(int entry) {
        if (entry == NOTHING) {
            return nodes.size();
        }
        return entry >= 0 ? entry : nodes.size() + 16L + dataOffsets.get(-2 - entry);
    }

    private void writeNode(ByteArrayOutputStream file, long left, long right) {
        if (recordSize == 28) {
            number(file, left & 0xff_ffff, 3);
            file.write((int) (left >>> 20 & 0xf0 | right >>> 24));
            number(file, right & 0xff_ffff, 3);
        } else {
            number(file, left, recordSize / 8);
            number(file, right, recordSize / 8);
        }
    }

    private static void number(ByteArrayOutputStream out, long value, int bytes) {
        for (int shift = 8 * bytes - 8; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    /** Text, double, float, int as uint16, long as uint32, boolean, list or map. */
    private static void encode(ByteArrayOutputStream out, Object value) {
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            control(out, 2, bytes.length);
            out.writeBytes(bytes);
        } else if (value instanceof Double number) {
            control(out, 3, 8);
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof Float number) {
            control(out, 15, 4);
            out.writeBytes(ByteBuffer.allocate(4).putFloat(number).array());
        } else if (value instanceof Integer number) {
            control(out, 5, 2);
            number(out, number, 2);
        } else if (value instanceof Long number) {
            control(out, 6, 4);
            number(out, number, 4);
        } else if (value instanceof Boolean truth) {
            control(out, 14, truth ? 1 : 0);
        } else if (value instanceof List<?> items) {
            control(out, 11, items.size());
            items.forEach(item -> encode(out, item));
        } else if (value instanceof Map<?, ?> fields) {
            control(out, 7, fields.size());
            fields.forEach((key, item) -> {
                encode(out, key);
                encode(out, item);
            });
        } else {
            throw new IllegalArgumentException("Cannot write " + value);
        }
    }

    private static void control(ByteArrayOutputStream out, int type, int size) {
        int low = size < 29 ? size : size < 285 ? 29 : 30;
        out.write((type > 7 ? 0 : type << 5) | low);
        if (type > 7) {
            out.write(type - 7);
        }
        if (low == 29) {
            out.write(size - 29);
        } else if (low == 30) {
            number(out, size - 285, 2);
        }
    }
}
