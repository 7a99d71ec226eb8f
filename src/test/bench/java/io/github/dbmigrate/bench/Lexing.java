package io.github.dbmigrate.bench;

import io.github.dbmigrate.script.Script;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Cuts texts into statements. */
@State(Scope.Benchmark)
public class Lexing {
    @Param
    Texts texts = Texts.WEB_SHOP;

    private String[] files = {};

    @Setup
    public void read() throws IOException {
        files = texts.read();
    }

    @Benchmark
    public void lexer(Blackhole sink) {
        for (String file : files) {
            sink.consume(Script.of(file));
        }
    }
}
