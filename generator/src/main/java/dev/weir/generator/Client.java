package dev.weir.generator;

/** A client address; there is one object for each, and its id stands for it in the truth's sets. */
final class Client implements Comparable<Client> {
    private final int id;
    private final String address;
    private final String country;

    Client(int id, String address, String country) {
        this.id = id;
        this.address = address;
        this.country = country;
    }

    int id() {
        return id;
    }

    String address() {
        return address;
    }

    /** ISO 3166-1 alpha-2, or {@code -} where it is in none. */
    String country() {
        return country;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Client client && client.id == id;
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public int compareTo(Client other) {
        return address.compareTo(other.address);
    }
}
