package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.script.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one query that lists every object of a database: kind, name, the relation it goes away with, definition. Nothing in it depends on
 * oids, on the order of columns, on who owns what, or on data. What belongs to an extension is the extension's business. Indexes of
 * constraints are told by the constraint, a partition's copies by the partitioned table, NOT NULL by the column.
 *
 * <p>It is to be run with a search path of {@code pg_catalog} alone: then the server writes every other name with its schema.
 *
 * @param version of the server, such as 170011
 * @param ignored {@code schema.name} of what is not looked at, or the name of what is in no schema; an asterisk stands for anything
 */
record FingerprintQuery(int version, List<String> ignored) {
    private static final int POSTGRES_14 = 140000;
    private static final int POSTGRES_15 = 150000;
    private static final int POSTGRES_18 = 180000;

    /** An extension's objects and what a range type makes for itself, and what hides because of its name; the rest is what remains. */
    private static final String RELATIONS = """
            WITH ns AS MATERIALIZED (
              SELECT oid, nspname FROM pg_namespace
              WHERE left(nspname, 3) <> 'pg_' AND nspname <> 'information_schema' AND nspname <> 'dbmigrate_rehearsal'
                AND NOT nspname || '.' LIKE ANY ($IGNORED)
            ), ext AS MATERIALIZED (
              SELECT classid, objid FROM pg_depend
              WHERE deptype = 'e' OR (deptype = 'i' AND classid IN ('pg_proc'::regclass, 'pg_cast'::regclass))
            ), named AS MATERIALIZED (
              SELECT c.oid FROM pg_class c JOIN ns n ON n.oid = c.relnamespace
              WHERE n.nspname || '.' || c.relname LIKE ANY ($IGNORED)
                OR EXISTS (SELECT 1 FROM ext e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
            ), hidden AS MATERIALIZED (
              SELECT oid FROM named
              UNION SELECT i.indexrelid FROM pg_index i JOIN named h ON h.oid = i.indrelid
              UNION SELECT d.objid FROM pg_depend d JOIN named h ON h.oid = d.refobjid JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
                WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
            ), rel AS MATERIALIZED (
              SELECT c.*, n.nspname, quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS qn
              FROM pg_class c JOIN ns n ON n.oid = c.relnamespace
              WHERE NOT EXISTS (SELECT 1 FROM hidden h WHERE h.oid = c.oid)
            ), proc AS MATERIALIZED (
              SELECT p.*, quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS qn
              FROM pg_proc p JOIN ns n ON n.oid = p.pronamespace
              WHERE NOT EXISTS (SELECT 1 FROM ext e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
                AND NOT n.nspname || '.' || p.proname LIKE ANY ($IGNORED)
            ), typ AS MATERIALIZED (
              SELECT t.*, quote_ident(n.nspname) || '.' || quote_ident(t.typname) AS qn
              FROM pg_type t JOIN ns n ON n.oid = t.typnamespace
              WHERE NOT EXISTS (SELECT 1 FROM ext e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid)
                AND NOT n.nspname || '.' || t.typname LIKE ANY ($IGNORED)
            ), items(kind, id, parent, def) AS (
            """;

    private static final String TABLES = """
            SELECT 'schema', quote_ident(nspname), NULL::text, '' FROM ns
            UNION ALL
            SELECT 'extension', quote_ident(e.extname), NULL, 'schema ' || quote_ident(n.nspname) || ' version ' || e.extversion
              FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' AND NOT e.extname LIKE ANY ($IGNORED)
            UNION ALL
            SELECT CASE r.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' ELSE 'foreign table' END, r.qn, NULL,
                concat_ws(' ', CASE r.relpersistence WHEN 'u' THEN 'UNLOGGED' END,
                  CASE WHEN r.relkind = 'p' THEN 'PARTITION BY ' || pg_get_partkeydef(r.oid) END,
                  (SELECT CASE WHEN r.relispartition THEN 'PARTITION OF ' ELSE 'INHERITS ' END
                      || string_agg(quote_ident(pn.nspname) || '.' || quote_ident(pc.relname), ', ' ORDER BY i.inhseqno)
                    FROM pg_inherits i JOIN pg_class pc ON pc.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = pc.relnamespace WHERE i.inhrelid = r.oid),
                  CASE WHEN r.relispartition THEN pg_get_expr(r.relpartbound, r.oid) END,
                  CASE WHEN r.relrowsecurity THEN 'ROW LEVEL SECURITY' END,
                  CASE WHEN r.relforcerowsecurity THEN 'FORCE ROW LEVEL SECURITY' END,
                  CASE r.relreplident WHEN 'f' THEN 'REPLICA IDENTITY FULL' WHEN 'n' THEN 'REPLICA IDENTITY NOTHING' WHEN 'i' THEN 'REPLICA IDENTITY INDEX' END,
                  'WITH (' || (SELECT string_agg(o, ', ' ORDER BY o COLLATE "C") FROM unnest(r.reloptions) o) || ')',
                  (SELECT 'USING ' || a.amname FROM pg_am a WHERE a.oid = r.relam AND a.amname <> 'heap'),
                  (SELECT concat_ws(' ', 'SERVER ' || quote_ident(s.srvname), 'OPTIONS ' || ft.ftoptions::text)
                    FROM pg_foreign_table ft JOIN pg_foreign_server s ON s.oid = ft.ftserver WHERE ft.ftrelid = r.oid))
              FROM rel r WHERE r.relkind IN ('r', 'p', 'f')
            UNION ALL
            SELECT 'column', r.qn || '.' || quote_ident(a.attname), r.qn,
                concat_ws(' ', format_type(a.atttypid, a.atttypmod),
                  CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation THEN (SELECT 'COLLATE ' || quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
                    FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = a.attcollation) END,
                  $NOT_NULL,
                  CASE a.attidentity WHEN 'a' THEN 'GENERATED ALWAYS AS IDENTITY' WHEN 'd' THEN 'GENERATED BY DEFAULT AS IDENTITY' END,
                  CASE a.attgenerated WHEN 's' THEN 'GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
                    WHEN 'v' THEN 'GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') VIRTUAL'
                    ELSE 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END,
                  CASE WHEN a.attstorage <> t.typstorage THEN 'STORAGE '
                    || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END,
                  $COMPRESSION
                  CASE WHEN a.attstattarget >= 0 THEN 'STATISTICS ' || a.attstattarget END,
                  'OPTIONS ' || a.attoptions::text)
              FROM rel r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
              WHERE r.relkind IN ('r', 'p', 'f')
            UNION ALL
            SELECT 'constraint', r.qn || '.' || quote_ident(c.conname), r.qn, pg_get_constraintdef(c.oid)
              FROM pg_constraint c JOIN rel r ON r.oid = c.conrelid
              WHERE c.contype IN ('p', 'u', 'f', 'c', 'x') AND c.conparentid = 0 AND r.relkind IN ('r', 'p', 'f')
            UNION ALL
            SELECT 'index', ir.qn, r.qn, concat_ws(' ', pg_get_indexdef(i.indexrelid), CASE WHEN NOT i.indisvalid THEN 'INVALID' END,
                CASE WHEN i.indisclustered THEN 'CLUSTERED' END, CASE WHEN i.indisreplident THEN 'REPLICA IDENTITY' END)
              FROM pg_index i JOIN rel ir ON ir.oid = i.indexrelid JOIN rel r ON r.oid = i.indrelid
              WHERE NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
                AND NOT EXISTS (SELECT 1 FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)
            UNION ALL
            SELECT 'sequence', s.qn, s.owner, concat_ws(' ', s.type,
                CASE WHEN s.seqstart <> CASE WHEN s.seqincrement > 0 THEN s.seqmin ELSE s.seqmax END THEN 'START ' || s.seqstart END,
                CASE WHEN s.seqincrement <> 1 THEN 'INCREMENT ' || s.seqincrement END,
                CASE WHEN s.seqmin <> CASE WHEN s.seqincrement > 0 THEN 1 ELSE -s.highest - 1 END THEN 'MIN ' || s.seqmin END,
                CASE WHEN s.seqmax <> CASE WHEN s.seqincrement > 0 THEN s.highest ELSE -1 END THEN 'MAX ' || s.seqmax END,
                CASE WHEN s.seqcache <> 1 THEN 'CACHE ' || s.seqcache END, CASE WHEN s.seqcycle THEN 'CYCLE' END,
                'OWNED BY ' || s.owner || '.' || s.owning_column)
              FROM (SELECT r.qn, q.*, format_type(q.seqtypid, NULL) AS type, o.owner, o.owning_column,
                    CASE format_type(q.seqtypid, NULL) WHEN 'smallint' THEN 32767 WHEN 'integer' THEN 2147483647 ELSE 9223372036854775807 END AS highest
                  FROM pg_sequence q JOIN rel r ON r.oid = q.seqrelid
                    LEFT JOIN (SELECT d.objid, quote_ident(tn.nspname) || '.' || quote_ident(tc.relname) AS owner, quote_ident(ta.attname) AS owning_column
                      FROM pg_depend d JOIN pg_class tc ON tc.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = tc.relnamespace
                        JOIN pg_attribute ta ON ta.attrelid = d.refobjid AND ta.attnum = d.refobjsubid
                      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')) o ON o.objid = r.oid) s
            UNION ALL
            SELECT CASE r.relkind WHEN 'v' THEN 'view' ELSE 'materialized view' END, r.qn, NULL,
                concat_ws(chr(10), 'WITH (' || (SELECT string_agg(o, ', ' ORDER BY o COLLATE "C") FROM unnest(r.reloptions) o) || ')', pg_get_viewdef(r.oid))
              FROM rel r WHERE r.relkind IN ('v', 'm')
            UNION ALL
            SELECT 'trigger', r.qn || '.' || quote_ident(t.tgname), r.qn, pg_get_triggerdef(t.oid)
                || CASE t.tgenabled WHEN 'O' THEN '' WHEN 'D' THEN ' DISABLED' WHEN 'A' THEN ' ENABLED ALWAYS' ELSE ' ENABLED ON REPLICA' END
              FROM pg_trigger t JOIN rel r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgparentid = 0
            UNION ALL
            SELECT 'rule', r.qn || '.' || quote_ident(w.rulename), r.qn, pg_get_ruledef(w.oid)
                || CASE w.ev_enabled WHEN 'O' THEN '' WHEN 'D' THEN ' DISABLED' WHEN 'A' THEN ' ENABLED ALWAYS' ELSE ' ENABLED ON REPLICA' END
              FROM pg_rewrite w JOIN rel r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'
            UNION ALL
            SELECT 'policy', r.qn || '.' || quote_ident(p.polname), r.qn, concat_ws(' ', CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                'FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                'TO ' || (SELECT string_agg(CASE WHEN x = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x)) END, ', '
                    ORDER BY CASE WHEN x = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(x)::text END COLLATE "C") FROM unnest(p.polroles) x),
                'USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', 'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
              FROM pg_policy p JOIN rel r ON r.oid = p.polrelid
            UNION ALL
            SELECT 'statistics', quote_ident(n.nspname) || '.' || quote_ident(s.stxname), r.qn, pg_get_statisticsobjdef(s.oid)
              FROM pg_statistic_ext s JOIN ns n ON n.oid = s.stxnamespace JOIN rel r ON r.oid = s.stxrelid
            """;

    private static final String CODE_AND_TYPES = """
            UNION ALL
            SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, p.qn, NULL,
                CASE WHEN p.prokind = 'a' THEN (SELECT concat_ws(' ', 'RETURNS', format_type(p.prorettype, NULL), 'SFUNC', a.aggtransfn::regproc, 'STYPE', format_type(a.aggtranstype, NULL),
                    'FINALFUNC ' || nullif(a.aggfinalfn::oid, 0)::regproc, 'COMBINEFUNC ' || nullif(a.aggcombinefn::oid, 0)::regproc,
                    'INITCOND ' || quote_literal(a.agginitval), CASE a.aggkind WHEN 'o' THEN 'ORDERED SET' WHEN 'h' THEN 'HYPOTHETICAL' END)
                    FROM pg_aggregate a WHERE a.aggfnoid = p.oid)
                  ELSE pg_get_functiondef(p.oid) END
              FROM proc p
            UNION ALL
            SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite type' WHEN 'r' THEN 'range type' ELSE 'type' END, t.qn, NULL,
                CASE t.typtype
                  WHEN 'e' THEN (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
                  WHEN 'd' THEN concat_ws(' ', format_type(t.typbasetype, t.typtypmod), CASE WHEN t.typnotnull THEN 'NOT NULL' END, 'DEFAULT ' || t.typdefault,
                      (SELECT string_agg('CONSTRAINT ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid), ' ' ORDER BY c.conname COLLATE "C")
                        FROM pg_constraint c WHERE c.contypid = t.oid AND c.contype = 'c'))
                  WHEN 'c' THEN (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
                      FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)
                  WHEN 'r' THEN (SELECT 'SUBTYPE ' || format_type(g.rngsubtype, NULL) FROM pg_range g WHERE g.rngtypid = t.oid)
                  ELSE '' END
              FROM typ t LEFT JOIN pg_class tc ON tc.oid = t.typrelid
              WHERE t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND tc.relkind = 'c') OR (t.typtype = 'b' AND t.typelem = 0)
            UNION ALL
            SELECT 'event trigger', quote_ident(e.evtname), NULL, concat_ws(' ', 'ON', e.evtevent, 'EXECUTE', e.evtfoid::regproc, 'WHEN TAG IN ' || e.evttags::text,
                CASE e.evtenabled WHEN 'D' THEN 'DISABLED' WHEN 'A' THEN 'ENABLED ALWAYS' WHEN 'R' THEN 'ENABLED ON REPLICA' END)
              FROM pg_event_trigger e
              WHERE left(e.evtname, 10) <> 'dbmigrate_' AND NOT e.evtname LIKE ANY ($IGNORED) AND NOT EXISTS (SELECT 1 FROM ext x WHERE x.classid = 'pg_event_trigger'::regclass AND x.objid = e.oid)
            UNION ALL
            SELECT 'publication', quote_ident(p.pubname), NULL, concat_ws(' ', CASE WHEN p.puballtables THEN 'FOR ALL TABLES' END,
                $PUBLISHED,
                'PUBLISH ' || concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                  CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
                CASE WHEN p.pubviaroot THEN 'VIA PARTITION ROOT' END)
              FROM pg_publication p WHERE NOT p.pubname LIKE ANY ($IGNORED)
            """;

    /** Of what is rare only the existence is compared. */
    private static final String NAMES_ALONE = """
            UNION ALL
            SELECT o.type, o.identity, NULL, ''
              FROM (SELECT 'pg_cast'::regclass::oid, oid FROM pg_cast UNION ALL
                  SELECT 'pg_operator'::regclass, oid FROM pg_operator UNION ALL
                  SELECT 'pg_opclass'::regclass, oid FROM pg_opclass UNION ALL
                  SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily UNION ALL
                  SELECT 'pg_conversion'::regclass, oid FROM pg_conversion UNION ALL
                  SELECT 'pg_collation'::regclass, oid FROM pg_collation UNION ALL
                  SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config UNION ALL
                  SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict UNION ALL
                  SELECT 'pg_ts_parser'::regclass, oid FROM pg_ts_parser UNION ALL
                  SELECT 'pg_ts_template'::regclass, oid FROM pg_ts_template UNION ALL
                  SELECT 'pg_language'::regclass, oid FROM pg_language UNION ALL
                  SELECT 'pg_transform'::regclass, oid FROM pg_transform UNION ALL
                  SELECT 'pg_am'::regclass, oid FROM pg_am UNION ALL
                  SELECT 'pg_foreign_data_wrapper'::regclass, oid FROM pg_foreign_data_wrapper UNION ALL
                  SELECT 'pg_foreign_server'::regclass, oid FROM pg_foreign_server) x(classid, objid)
                CROSS JOIN LATERAL pg_identify_object(x.classid, x.objid, 0) o
              WHERE x.objid >= 16384 AND NOT EXISTS (SELECT 1 FROM ext e WHERE e.classid = x.classid AND e.objid = x.objid)
                AND (o.schema IS NULL OR EXISTS (SELECT 1 FROM ns n WHERE quote_ident(n.nspname) = o.schema))
            """;

    private static final String COMMENTS = """
            UNION ALL
            SELECT 'comment', o.type || ' ' || o.identity, r.qn, d.description
              FROM pg_description d CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) o
                LEFT JOIN pg_constraint c ON d.classoid = 'pg_constraint'::regclass AND c.oid = d.objoid
                LEFT JOIN rel r ON r.oid = CASE WHEN d.classoid = 'pg_class'::regclass THEN d.objoid ELSE c.conrelid END
              WHERE d.objoid >= 16384 AND NOT EXISTS (SELECT 1 FROM ext e WHERE e.classid = d.classoid AND e.objid = d.objoid)
                AND d.classoid <> 'pg_extension'::regclass AND d.classoid <> 'pg_largeobject'::regclass
                AND (r.oid IS NOT NULL OR NOT (d.classoid = 'pg_class'::regclass OR coalesce(c.conrelid, 0) <> 0))
                AND (o.schema IS NULL OR EXISTS (SELECT 1 FROM ns n WHERE quote_ident(n.nspname) = o.schema))
            """;

    /**
     * Who may do what, as it differs from what is so without any grant. An owner is not named, nor is the role whose default privileges
     * they are if it owns anything: databases of one schema belong to different roles.
     */
    private static final String GRANTS = """
            UNION ALL
            SELECT 'grant', o.id || ' TO ' || g.who, o.parent, g.privs
              FROM (SELECT CASE r.relkind WHEN 'S' THEN 'sequence ' ELSE 'table ' END || r.qn, r.qn, r.relacl, acldefault(CASE WHEN r.relkind = 'S' THEN 's'::"char" ELSE 'r'::"char" END, r.relowner), r.relowner
                    FROM rel r WHERE r.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND r.relacl IS NOT NULL
                  UNION ALL
                  SELECT 'column ' || r.qn || '.' || quote_ident(a.attname), r.qn, a.attacl, NULL::aclitem[], r.relowner
                    FROM rel r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attacl IS NOT NULL
                  UNION ALL
                  SELECT 'function ' || p.qn, NULL, p.proacl, acldefault('f', p.proowner), p.proowner FROM proc p WHERE p.proacl IS NOT NULL
                  UNION ALL
                  SELECT 'schema ' || quote_ident(n.nspname), NULL, n.nspacl, acldefault('n', n.nspowner), n.nspowner
                    FROM ns JOIN pg_namespace n ON n.oid = ns.oid WHERE n.nspacl IS NOT NULL AND n.nspname <> 'public'
                  UNION ALL
                  SELECT 'type ' || t.qn, NULL, t.typacl, acldefault('T', t.typowner), t.typowner FROM typ t WHERE t.typacl IS NOT NULL
                  UNION ALL
                  SELECT 'default privileges of ' || CASE WHEN pg_get_userbyid(d.defaclrole) = session_user OR EXISTS (SELECT 1 FROM rel WHERE rel.relowner = d.defaclrole)
                      THEN 'the owner' ELSE quote_ident(pg_get_userbyid(d.defaclrole)) END
                      || ' for ' || CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE 'large objects' END
                      || coalesce(' in ' || quote_ident(n.nspname), ''), NULL, d.defaclacl,
                      CASE WHEN d.defaclnamespace = 0 THEN acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's'::"char" ELSE d.defaclobjtype END, d.defaclrole) END, d.defaclrole
                    FROM pg_default_acl d LEFT JOIN ns n ON n.oid = d.defaclnamespace WHERE d.defaclnamespace = 0 OR n.oid IS NOT NULL
                  ) AS o(id, parent, acl, dflt, owner)
                CROSS JOIN LATERAL (
                  SELECT CASE WHEN y.grantee = 0 THEN 'PUBLIC' WHEN y.grantee = o.owner THEN 'the owner' ELSE quote_ident(pg_get_userbyid(y.grantee)) END AS who,
                      string_agg(y.sign || y.privilege_type || CASE WHEN y.is_grantable AND y.grantee <> o.owner THEN ' WITH GRANT OPTION' ELSE '' END, ', '
                        ORDER BY y.privilege_type COLLATE "C", y.sign COLLATE "C") AS privs
                    FROM ((SELECT '' AS sign, grantee, privilege_type, is_grantable FROM aclexplode(o.acl) EXCEPT SELECT '', grantee, privilege_type, is_grantable FROM aclexplode(o.dflt))
                      UNION ALL
                      (SELECT 'without ', grantee, privilege_type, is_grantable FROM aclexplode(o.dflt) EXCEPT SELECT 'without ', grantee, privilege_type, is_grantable FROM aclexplode(o.acl))) y
                    GROUP BY 1) g
            )
            """;

    private static final String ROWS = """
            SELECT kind, id, parent, coalesce(def, '') FROM items ORDER BY kind COLLATE "C", id COLLATE "C", def COLLATE "C"
            """;

    private static final String HASH = """
            SELECT encode(sha256(convert_to(coalesce(string_agg(kind || chr(1) || id || chr(1) || coalesce(def, ''), chr(10)
              ORDER BY kind COLLATE "C", id COLLATE "C", def COLLATE "C"), ''), 'UTF8')), 'hex') FROM items
            """;

    /** One row for each object. */
    String rows() {
        return items() + ROWS;
    }

    /** One value, the {@link io.github.dbmigrate.schema.Schema#hash}. */
    String hash() {
        return items() + HASH;
    }

    private String items() {
        String items = RELATIONS
                + TABLES.replace("$NOT_NULL", notNull()).replace("$COMPRESSION", compression())
                + CODE_AND_TYPES.replace("$PUBLISHED", published())
                + NAMES_ALONE
                + COMMENTS
                + GRANTS;
        return items.replace("$IGNORED", patterns());
    }

    private String patterns() {
        return ignored.stream()
                .map(name -> Quoted.literal(name.replace("\\", "\\\\")
                        .replace("%", "\\%")
                        .replace("_", "\\_")
                        .replace('*', '%')))
                .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }

    /** Since 18 it is a constraint that may be there without being validated. */
    private String notNull() {
        return version < POSTGRES_18
                ? "CASE WHEN a.attnotnull THEN 'NOT NULL' END"
                : "CASE WHEN a.attnotnull THEN 'NOT NULL' || CASE WHEN EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conrelid = a.attrelid"
                        + " AND c.contype = 'n' AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated) THEN ' NOT VALID' ELSE '' END END";
    }

    private String compression() {
        return version < POSTGRES_14
                ? ""
                : "CASE a.attcompression WHEN 'p' THEN 'COMPRESSION pglz' WHEN 'l' THEN 'COMPRESSION lz4' END,";
    }

    private String published() {
        String columns = version < POSTGRES_15
                ? ""
                : " || coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname COLLATE \"C\") FROM pg_attribute a"
                        + " WHERE a.attrelid = pr.prrelid AND a.attnum = ANY (pr.prattrs::int2[])) || ')', '')"
                        + " || coalesce(' WHERE ' || pg_get_expr(pr.prqual, pr.prrelid), '')";
        String tables = "'FOR TABLE ' || (SELECT string_agg(r.qn" + columns + ", ', ' ORDER BY r.qn COLLATE \"C\")"
                + " FROM pg_publication_rel pr JOIN rel r ON r.oid = pr.prrelid WHERE pr.prpubid = p.oid)";
        return version < POSTGRES_15
                ? tables
                : tables
                        + ",\n'FOR TABLES IN SCHEMA ' || (SELECT string_agg(quote_ident(n.nspname), ', ' ORDER BY n.nspname COLLATE \"C\")"
                        + " FROM pg_publication_namespace pn JOIN ns n ON n.oid = pn.pnnspid WHERE pn.pnpubid = p.oid)";
    }
}
