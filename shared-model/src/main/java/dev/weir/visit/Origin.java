package dev.weir.visit;

import java.util.Arrays;
import java.util.List;

/**
 * Where a visit comes from, as one event says; any of it may be null.
 *
 * @param referrerSite the referring host
 * @param channel the marketing channel
 * @param source the source of the traffic, as utm_source
 * @param medium its medium, as utm_medium
 * @param campaign the campaign, as utm_campaign
 * @param country the client's country
 * @param device the kind of device
 * @param browser the browser's name
 * @param os the operating system's name
 */
public record Origin(
        ByteText referrerSite,
        ByteText channel,
        ByteText source,
        ByteText medium,
        ByteText campaign,
        ByteText country,
        ByteText device,
        ByteText browser,
        ByteText os) {
    static final int SIZE = 9;

    /** Of texts in the order of the components. */
    static Origin of(List<ByteText> texts) {
        return new Origin(
                texts.get(0),
                texts.get(1),
                texts.get(2),
                texts.get(3),
                texts.get(4),
                texts.get(5),
                texts.get(6),
                texts.get(7),
                texts.get(8));
    }

    /** The components, in order. */
    List<ByteText> texts() {
        return Arrays.asList(referrerSite, channel, source, medium, campaign, country, device, browser, os);
    }
}
