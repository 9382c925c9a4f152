package dev.weir.place;

import static dev.weir.place.Addresses.address;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubnetTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.0, 203.0.113.0/24",
        "203.0.113.255, 203.0.113.0/24",
        "203.0.114.0, 203.0.114.0/24",
        "0.0.0.1, 0.0.0.0/24",
        "255.255.255.255, 255.255.255.0/24",
        "::ffff:203.0.113.9, 203.0.113.0/24",
        "2001:db8:1::, 2001:db8:1::/48",
        "2001:db8:1:ffff:ffff:ffff:ffff:ffff, 2001:db8:1::/48",
        "2001:db8:2::, 2001:db8:2::/48",
        "::1, ::/48",
        "2001:db8:0:1::1, 2001:db8::/48",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff::/48",
    })
    void isTheNetworkAroundTheAddress(String address, String network) {
        assertThat(Subnet.of(address(address))).isEqualTo(network);
        assertThat(Subnet.of(Subnet.first(address(address)))).isEqualTo(network);
    }
}
