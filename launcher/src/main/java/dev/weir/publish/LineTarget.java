package dev.weir.publish;

/** Where lines are published to. */
public interface LineTarget extends AutoCloseable {
    /**
     * Sends a line, at once or with others.
     *
     * @throws PublishException if an earlier one could not be delivered
     */
    void send(byte[] line);

    /**
     * Waits until all that was sent is delivered.
     *
     * @throws PublishException if something could not be
     */
    void flush();

    @Override
    void close();
}
