package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.ShellWord;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * New numbers for new files whose own are taken or too low. They stay in their order, so one that has a good number may have to
 * make room.
 *
 * @param moves which file gets which number
 * @param byNumber who has a number now
 */
record Renumbering(Map<String, Version> moves, Map<Version, Migration> byNumber) {
    static final Renumbering NONE = new Renumbering(Map.of(), Map.of());

    /**
     * Finds the numbers.
     *
     * @param added in their order
     * @param last the highest number that is taken
     * @param anyOrder whether their order is of no importance
     */
    static Renumbering of(List<Migration> added, Version last, Predicate<Migration> mustMove, boolean anyOrder) {
        Map<String, Version> moves = new HashMap<>();
        Map<Version, Migration> byNumber = new HashMap<>();
        Version next = last.next();
        for (Migration migration : added) {
            Version number = migration.name().orderedBy();
            byNumber.put(number, migration);
            if (anyOrder && number.compareTo(next) >= 0) {
                next = number.next();
            }
        }
        for (Migration migration : added) {
            Version number = migration.name().orderedBy();
            boolean overtaken = !anyOrder && !moves.isEmpty() && number.compareTo(next) < 0;
            if (mustMove.test(migration) || overtaken) {
                moves.put(migration.file(), next);
                next = next.next();
            } else if (number.compareTo(next) >= 0) {
                next = number.next();
            }
        }
        return new Renumbering(moves, byNumber);
    }

    /** What renames a file, its rollback file, and before them those that have the new number now; a line each. */
    String commands(Migration migration) {
        List<String> commands = new ArrayList<>();
        Migration moved = migration;
        Version number = moves.get(migration.file());
        while (moved != null && number != null) {
            commands.addAll(0, commands(moved, number));
            moved = byNumber.get(number);
            number = moved == null ? null : moves.get(moved.file());
        }
        return String.join("\n", commands);
    }

    private static List<String> commands(Migration migration, Version number) {
        List<String> commands =
                new ArrayList<>(command(migration.file(), number).stream().toList());
        Optional.ofNullable(migration.downFile())
                .flatMap(down -> command(down, number))
                .filter(command -> !commands.contains(command))
                .ifPresent(commands::add);
        return commands;
    }

    /** Of a file in a folder that bears the number, the folder is renamed. */
    private static Optional<String> command(String file, Version number) {
        return FileName.parse(file).map(name -> {
            int from = file.lastIndexOf(name.stem());
            int end = from + name.stem().length();
            boolean folder = file.startsWith("/", end);
            String before = file.substring(0, from);
            String behind = folder ? "" : file.substring(end);
            return "git mv " + ShellWord.of(before + name.stem() + behind) + " "
                    + ShellWord.of(before + name.renumbered(number) + behind);
        });
    }
}
