package io.github.dbmigrate.bench;

import io.github.dbmigrate.migration.Checksum;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Computes the checksums of texts. */
@State(Scope.Benchmark)
public class Hashing {
    @Param
    Texts texts = Texts.WEB_SHOP;

    private String[] files = {};

    @Setup
    public void read() throws IOException {
        files = texts.read();
    }

    @Benchmark
    public void checksum(Blackhole sink) {
        for (String file : files) {
            sink.consume(Checksum.of(file));
        }
    }
}
