package dev.weir.place;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes small tables of places for tests, by the description of the format and not by the script that writes the shipped one. */
final class PlaceTable {
    private PlaceTable() {}

    /** A range from its first address on; index 0 of a place is nowhere. */
    record Step(long high, long low, int code, int index) {}

    static byte[] seal(int version, String header, byte[] body) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        byte[] packed = deflate(body);
        byte[] rest = ByteBuffer.allocate(4 + text.length + packed.length)
                .putInt(text.length)
                .put(text)
                .put(packed)
                .array();
        CRC32 crc = new CRC32();
        crc.update(rest);
        return ByteBuffer.allocate(16 + rest.length)
                .put("WEIRIPPL".getBytes(StandardCharsets.US_ASCII))
                .putInt(version)
                .putInt((int) crc.getValue())
                .put(rest)
                .array();
    }

    /** Germany's AS 7, an ISP's, and AS 9 in no country, hosting; and the ranges. */
    static byte[] body(List<Step> v4, List<Step> v6) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        section(body, "UNKNOWN\nISP\nHOSTING".getBytes(StandardCharsets.US_ASCII));
        section(body, "DE".getBytes(StandardCharsets.US_ASCII));
        section(body, new byte[] {7, 9});
        section(body, new byte[] {1, 2});
        section(body, "\6Sieben\4Nine".getBytes(StandardCharsets.US_ASCII));
        section(body, new byte[] {1, 0, 1});
        section(body, new byte[] {0, 0, 3});
        ranges(body, v4, false);
        ranges(body, v6, true);
        return body.toByteArray();
    }

    private static void ranges(ByteArrayOutputStream body, List<Step> steps, boolean v6) {
        section(body, varint(steps.size()));
        ByteArrayOutputStream zeros = new ByteArrayOutputStream();
        ByteArrayOutputStream factors = new ByteArrayOutputStream();
        ByteArrayOutputStream low = new ByteArrayOutputStream();
        ByteArrayOutputStream codes = new ByteArrayOutputStream();
        ByteArrayOutputStream literals = new ByteArrayOutputStream();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            codes.write(step.code());
            if (step.code() == 255) {
                literals.write(step.index());
            }
            if (i == 0) {
                continue;
            }
            long difference = step.high() - steps.get(i - 1).high();
            int power = Long.numberOfTrailingZeros(difference);
            zeros.write(power);
            if (power < 64) {
                factors.writeBytes(varint(difference >>> power >>> 1));
            }
            low.writeBytes(varint(step.low()));
        }
        section(body, zeros.toByteArray());
        section(body, factors.toByteArray());
        if (v6) {
            section(body, low.toByteArray());
        }
        section(body, codes.toByteArray());
        section(body, literals.toByteArray());
        section(body, new byte[literals.size()]);
        section(body, new byte[literals.size()]);
    }

    private static void section(ByteArrayOutputStream body, byte[] content) {
        body.writeBytes(varint(content.length));
        body.writeBytes(content);
    }

    static byte[] varint(long number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = number;
        while (rest >>> 7 != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] body) {
        Deflater deflater = new Deflater();
        deflater.setInput(body);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1_024];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
