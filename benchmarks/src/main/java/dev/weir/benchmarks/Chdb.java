package dev.weir.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** ClickHouse in a process that stays, so that its queries run warm. */
final class Chdb implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    /**
     * @param python one that has chdb
     * @param script chdb_peer.py
     */
    Chdb(Path python, Path script) throws IOException {
        this.process = new ProcessBuilder(python.toString(), script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.questions = process.outputWriter();
        this.answers = process.inputReader();
    }

    /** Runs the query of that name on a file; returns the answer as CSV. */
    String answer(String query, Path file) throws IOException {
        questions.write(JSON.createObjectNode()
                        .put("query", query)
                        .put("file", file.toString())
                        .toString()
                + "\n");
        questions.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("chdb ended by itself; see above");
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has("error")) {
            throw new IOException("chdb failed: " + answer.path("error").asText());
        }
        return answer.path("answer").asText();
    }

    /** The same, as work that ends this process when it is closed. */
    Work asking(String query, Path file) {
        return new Work() {
            @Override
            public void run() throws IOException {
                answer(query, file);
            }

            @Override
            public void close() {
                Chdb.this.close();
            }
        };
    }

    String version() throws IOException {
        return answer("version", Path.of("/dev/null")).replace("\"", "");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
