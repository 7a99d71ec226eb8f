package io.github.dbmigrate.target;

import java.util.List;

/**
 * An address cannot be used. The message says which part is wrong and never quotes what may be a piece of a password; who
 * catches it knows where the address came from.
 */
final class AddressException extends Exception {
    private final transient List<String> help;

    AddressException(String problem, String... help) {
        super(problem);
        this.help = List.of(help);
    }

    String problem() {
        return String.valueOf(getMessage());
    }

    List<String> help() {
        return help;
    }
}
