-- What a restored dump has brought, one line for each thing, the same on all versions of PostgreSQL that can hold it.
WITH mine AS (
    SELECT n.oid, quote_ident(n.nspname) AS name FROM pg_namespace n WHERE nspname IN ('public', 'shop') OR nspname LIKE 'Odd%'
), classes AS (
    SELECT c.oid::regclass::text AS name, c.* FROM pg_class c
    WHERE relkind NOT IN ('i', 'I') AND relnamespace IN (SELECT oid FROM mine) AND relname !~ '^schema_migrations'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
), functions AS (
    SELECT p.* FROM pg_proc p WHERE p.pronamespace IN (SELECT oid FROM mine)
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype IN ('e', 'i'))
), things AS (
    SELECT concat_ws(' ', 'schema', name, pg_get_userbyid(n.nspowner)) AS line
    FROM mine JOIN pg_namespace n USING (oid) WHERE n.nspname <> 'public'
    UNION ALL
    SELECT concat_ws(' ', 'extension', extname, extnamespace::regnamespace) FROM pg_extension
    UNION ALL
    SELECT concat_ws(' ', 'class', relkind, relpersistence, name, pg_get_userbyid(relowner),
        CASE WHEN relrowsecurity THEN 'row security' END, CASE WHEN relforcerowsecurity THEN 'forced' END,
        'identity ' || nullif(relreplident, 'd')::text, CASE WHEN NOT relispopulated THEN 'not filled' END, reloptions::text,
        nullif(amname, 'heap'), pg_get_expr(relpartbound, classes.oid), 'of ' || nullif(reloftype, 0)::regtype, pg_get_partkeydef(classes.oid),
        (SELECT 'inherits ' || string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = classes.oid))
    FROM classes LEFT JOIN pg_am ON pg_am.oid = relam
    UNION ALL
    SELECT concat_ws(' ', 'column', name || '.' || quote_ident(attname), format_type(atttypid, atttypmod),
        CASE WHEN attnotnull THEN 'not null' END, 'identity ' || nullif(attidentity, '')::text, 'generated ' || nullif(attgenerated, '')::text,
        'default ' || pg_get_expr(adbin, adrelid), 'storage ' || nullif(attstorage, typstorage)::text, 'statistics ' || nullif(attstattarget, -1),
        'options ' || attfdwoptions::text, CASE WHEN attcollation <> typcollation THEN 'collate ' || attcollation::regcollation END)
    FROM classes JOIN pg_attribute a ON attrelid = classes.oid JOIN pg_type t ON t.oid = atttypid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attnum > 0 AND NOT attisdropped AND relkind NOT IN ('v', 'm')
    UNION ALL
    SELECT concat_ws(' ', 'constraint', conname, CASE WHEN conrelid <> 0 THEN conrelid::regclass::text ELSE contypid::regtype::text END,
        pg_get_constraintdef(oid), CASE WHEN connoinherit AND contype = 'c' THEN 'no inherit' END)
    FROM pg_constraint WHERE connamespace IN (SELECT oid FROM mine) AND contype NOT IN ('n', 't') AND (contype <> 'f' OR conparentid = 0)
        AND conrelid IS DISTINCT FROM to_regclass('public.schema_migrations')
    UNION ALL
    SELECT concat_ws(' ', pg_get_indexdef(indexrelid), CASE WHEN indisclustered THEN 'clustered' END, CASE WHEN NOT indisvalid THEN 'invalid' END)
    FROM pg_index JOIN classes ON classes.oid = indrelid
    UNION ALL
    SELECT concat_ws(' ', 'view', name, md5(regexp_replace(pg_get_viewdef(oid), '\w+\.|\s', '', 'g'))) FROM classes WHERE relkind IN ('v', 'm')
    UNION ALL
    SELECT concat_ws(' ', 'rule', rulename, name, ev_type, is_instead) FROM pg_rewrite JOIN classes ON classes.oid = ev_class
    WHERE rulename <> '_RETURN'
    UNION ALL
    SELECT concat_ws(' ', pg_get_triggerdef(t.oid), tgenabled) FROM pg_trigger t JOIN classes ON classes.oid = tgrelid WHERE NOT tgisinternal
    UNION ALL
    SELECT concat_ws(' ', 'policy', polname, name, polcmd, polpermissive, polroles::regrole[], pg_get_expr(polqual, polrelid),
        pg_get_expr(polwithcheck, polrelid))
    FROM pg_policy JOIN classes ON classes.oid = polrelid
    UNION ALL
    SELECT concat_ws(' ', 'function', prokind, oid::regprocedure, pg_get_function_arguments(oid), 'returns ' || pg_get_function_result(oid),
        provolatile, CASE WHEN prosecdef THEN 'security definer' END, proconfig::text, procost, pg_get_userbyid(proowner),
        md5(prosrc))
    FROM functions
    UNION ALL
    SELECT concat_ws(' ', 'type', typtype, t.oid::regtype, (SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
        format_type(nullif(typbasetype, 0), typtypmod), typdefault, (SELECT rngsubtype::regtype FROM pg_range WHERE rngtypid = t.oid))
    FROM pg_type t WHERE typnamespace IN (SELECT oid FROM mine) AND typtype <> 'm' AND typelem = 0
        AND (typrelid = 0 OR typrelid IN (SELECT oid FROM pg_class WHERE relkind = 'c'))
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.classid = 'pg_type'::regclass AND d.deptype = 'e')
    UNION ALL
    SELECT concat_ws(' ', 'aggregate', aggfnoid, aggtransfn, agginitval) FROM pg_aggregate JOIN functions ON functions.oid = aggfnoid::oid
    UNION ALL
    SELECT concat_ws(' ', 'operator', oprname, oprleft::regtype, oprcode, oprcom::regoper) FROM pg_operator WHERE oprname = '==='
    UNION ALL
    SELECT concat_ws(' ', 'cast', castsource::regtype, casttarget::regtype, castcontext) FROM pg_cast WHERE castfunc::regproc::text = 'shop.mood_of'
    UNION ALL
    SELECT concat_ws(' ', 'collation', collname, collprovider, collcollate) FROM pg_collation WHERE collnamespace = to_regnamespace('shop')
    UNION ALL
    SELECT concat_ws(' ', 'text search', dictname, dictinitoption) FROM pg_ts_dict WHERE dictnamespace = to_regnamespace('shop')
    UNION ALL
    SELECT concat_ws(' ', 'words', string_agg(maptokentype || ' ' || mapdict::regdictionary, ', ' ORDER BY maptokentype)) FROM pg_ts_config_map
    WHERE mapcfg IN (SELECT oid FROM pg_ts_config WHERE cfgname = 'words')
    UNION ALL
    SELECT concat_ws(' ', 'statistics', stxname, stxrelid::regclass, stxkeys, stxkind) FROM pg_statistic_ext
    UNION ALL
    SELECT concat_ws(' ', 'event trigger', evtname, evtevent, evtfoid::regproc, evtenabled, evttags) FROM pg_event_trigger
    UNION ALL
    SELECT concat_ws(' ', 'publication', pubname, puballtables, pubinsert, pubupdate, pubdelete, (SELECT string_agg(prrelid::regclass::text, ', ' ORDER BY 1)
        FROM pg_publication_rel WHERE prpubid = p.oid))
    FROM pg_publication p
    UNION ALL
    SELECT concat_ws(' ', 'subscription', subname, subenabled, subconninfo, subslotname, subpublications)
    FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    UNION ALL
    SELECT concat_ws(' ', 'server', srvname, srvoptions, fdwname) FROM pg_foreign_server JOIN pg_foreign_data_wrapper w ON w.oid = srvfdw
    UNION ALL
    SELECT concat_ws(' ', 'user mapping', srvname, usename, umoptions) FROM pg_user_mappings
    UNION ALL
    SELECT concat_ws(' ', 'comment', pg_describe_object(classoid, objoid, objsubid), to_json(description)) FROM pg_description
    WHERE objoid >= 16384 AND classoid NOT IN ('pg_extension'::regclass, 'pg_operator'::regclass)
    UNION ALL
    SELECT concat_ws(' ', 'privilege', what, name, CASE WHEN grantee = 0 THEN 'public' ELSE pg_get_userbyid(grantee) END,
        string_agg(privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, ', ' ORDER BY privilege_type))
    FROM (SELECT CASE WHEN relkind = 'S' THEN 'sequence' ELSE 'table' END, name,
            coalesce(relacl, acldefault(CASE WHEN relkind = 'S' THEN 's'::"char" ELSE 'r' END, relowner)) FROM classes
          UNION ALL SELECT 'function', oid::regprocedure::text, proacl FROM functions
          UNION ALL SELECT 'column', name || '.' || attname, attacl FROM classes JOIN pg_attribute ON attrelid = oid
          UNION ALL SELECT 'schema', name, nspacl FROM mine JOIN pg_namespace USING (oid) WHERE nspname <> 'public'
          UNION ALL SELECT 'type', typname, typacl FROM pg_type WHERE typname = 'price'
          UNION ALL SELECT 'server', srvname, srvacl FROM pg_foreign_server
          UNION ALL SELECT 'default', concat_ws(' ', pg_get_userbyid(defaclrole), nullif(defaclnamespace, 0)::regnamespace, defaclobjtype), defaclacl FROM pg_default_acl
         ) AS a (what, name, acl), aclexplode(acl) AS e
    WHERE privilege_type <> 'MAINTAIN'
    GROUP BY what, name, grantee
    UNION ALL
    SELECT concat_ws(' ', 'sequence', schemaname, sequencename, data_type, start_value, min_value, max_value, increment_by, cycle, cache_size, last_value)
    FROM pg_sequences WHERE sequencename <> 'schema_migrations_id_seq'
    UNION ALL
    SELECT concat_ws(' ', 'large object', oid, pg_get_userbyid(lomowner), encode(lo_get(oid), 'hex')) FROM pg_largeobject_metadata
    UNION ALL
    SELECT concat_ws(' ', 'rows', name, unnest(xpath('//h/text()', query_to_xml(format(
        'SELECT count(*) || '' '' || coalesce(md5(string_agg(whole::text, E''\n'' ORDER BY whole::text COLLATE "C")), '''') AS h FROM ONLY %s AS whole',
        name), true, true, ''))))
    FROM classes WHERE relkind IN ('r', 'm') AND relispopulated
)
SELECT line FROM things ORDER BY line COLLATE "C"
