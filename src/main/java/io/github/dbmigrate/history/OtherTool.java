package io.github.dbmigrate.history;

import io.github.dbmigrate.script.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Tools that leave a table behind by which they are known. */
public enum OtherTool {
    FLYWAY("Flyway", "flyway_schema_history"),
    LIQUIBASE("Liquibase", "databasechangelog"),
    PRISMA("Prisma", "_prisma_migrations"),
    DIESEL("Diesel", "__diesel_schema_migrations"),
    SQLX("sqlx", "_sqlx_migrations"),
    GOOSE("goose", "goose_db_version"),
    ATLAS("Atlas", "atlas_schema_revisions"),
    RAILS("Rails", "ar_internal_metadata");

    private final String shown;
    private final String table;

    OtherTool(String shown, String table) {
        this.shown = shown;
        this.table = table;
    }

    /** As people call it. */
    public String shown() {
        return shown;
    }

    /** The table it is known by. */
    public String table() {
        return table;
    }

    /** All their tables, as a list of SQL strings. */
    static String tables() {
        StringJoiner tables = new StringJoiner(", ");
        for (OtherTool tool : values()) {
            tables.add(Quoted.literal(tool.table));
        }
        return tables.toString();
    }

    /** Those whose tables are among these. */
    static List<OtherTool> of(List<String> tables) {
        List<OtherTool> tools = new ArrayList<>();
        for (OtherTool tool : values()) {
            if (tables.contains(tool.table)) {
                tools.add(tool);
            }
        }
        return tools;
    }
}
