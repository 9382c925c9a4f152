package dev.weir.emulators;

import java.io.IOException;

/** An emulator cannot be had on this machine; the message says what is missing and how to get it. */
public final class EmulatorException extends IOException {
    EmulatorException(String message) {
        super(message);
    }
}
