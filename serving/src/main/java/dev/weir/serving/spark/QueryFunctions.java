package dev.weir.serving.spark;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The functions that a query may use, by name. Not a list of what is forbidden: Spark, Delta and a warehouse's catalog bring new
 * ones. Left out is what calls into the JVM, tells of files, users or the cluster, parses XML, encrypts, or only fails.
 */
final class QueryFunctions {
    private static final Set<String> ROWS = Set.of("""
            explode explode_outer inline inline_outer json_tuple posexplode posexplode_outer range sql_keywords stack
            """.strip().split("\\s+"));

    /** Aggregates; windows; conditions; numbers; casts; texts; hashes; times; arrays, maps and structs; JSON and CSV. */
    private static final Set<String> VALUES = Set.of("""
            any any_value approx_count_distinct approx_percentile array_agg avg bit_and bit_or
            bit_xor bool_and bool_or collect_list collect_set corr count count_if covar_pop
            covar_samp every first first_value grouping grouping_id histogram_numeric hll_sketch_agg
            hll_sketch_estimate hll_union hll_union_agg kurtosis last last_value max max_by mean
            median min min_by mode percentile percentile_approx
            regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy
            regr_syy skewness some std stddev stddev_pop stddev_samp sum try_avg try_sum var_pop
            var_samp variance
            cume_dist dense_rank lag lead nth_value ntile percent_rank rank row_number
            and coalesce equal_null if ifnull in isnan isnotnull isnull nanvl not nullif nvl nvl2 or
            when
            abs acos acosh asin asinh atan atan2 atanh bin bit_count bit_get bround cbrt ceil
            ceiling conv cos cosh cot csc degrees div e exp expm1 factorial floor getbit greatest
            hex hypot least ln log log10 log1p log2 mod negative pi pmod positive pow power radians
            rand randn random rint round sec shiftleft shiftright shiftrightunsigned sign signum sin
            sinh sqrt tan tanh try_add try_divide try_multiply try_subtract unhex width_bucket
            bigint binary boolean cast date decimal double float int smallint string timestamp
            tinyint typeof
            ascii base64 bit_length btrim char char_length character_length chr concat concat_ws
            contains decode elt encode endswith find_in_set format_number format_string ilike
            initcap instr lcase left len length levenshtein like locate lower lpad ltrim luhn_check
            mask octet_length overlay parse_url position printf regexp regexp_count regexp_extract
            regexp_extract_all regexp_instr regexp_like regexp_replace regexp_substr repeat replace
            reverse right rlike rpad rtrim soundex space split split_part startswith substr
            substring substring_index to_binary to_char to_number to_varchar translate trim
            try_to_binary try_to_number ucase unbase64 upper url_decode url_encode
            crc32 hash md5 sha sha1 sha2 xxhash64
            add_months convert_timezone curdate current_date current_timestamp current_timezone
            date_add date_diff date_format date_from_unix_date date_part date_sub date_trunc dateadd
            datediff datepart day dayofmonth dayofweek dayofyear extract from_unixtime
            from_utc_timestamp hour last_day localtimestamp make_date make_dt_interval make_interval
            make_timestamp make_timestamp_ltz make_timestamp_ntz make_ym_interval minute month
            months_between next_day now quarter second session_window timestamp_micros
            timestamp_millis timestamp_seconds to_date to_timestamp to_timestamp_ltz
            to_timestamp_ntz to_unix_timestamp to_utc_timestamp trunc try_to_timestamp unix_date
            unix_micros unix_millis unix_seconds unix_timestamp weekday weekofyear window
            window_time year
            aggregate array array_append array_compact array_contains array_distinct array_except
            array_insert array_intersect array_join array_max array_min array_position array_prepend
            array_remove array_repeat array_size array_sort array_union arrays_overlap arrays_zip
            cardinality element_at exists filter flatten forall get map map_concat map_contains_key
            map_entries map_filter map_from_arrays map_from_entries map_keys map_values map_zip_with
            named_struct reduce sequence size slice sort_array struct transform
            transform_keys transform_values try_element_at zip_with
            from_csv from_json get_json_object json_array_length json_object_keys schema_of_csv
            schema_of_json to_csv to_json
            """.strip().split("\\s+"));

    /** Syntax to Spark 3.5, with WITHIN GROUP behind them; functions to Spark 4. */
    private static final Set<String> SYNTAX = Set.of("percentile_cont", "percentile_disc");

    private QueryFunctions() {}

    /** All of them, in order. */
    static SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(VALUES);
        names.addAll(ROWS);
        return names;
    }

    /**
     * Requires a function that may stand where a value does.
     *
     * @param nameParts its name as it was written; with a catalog or database it is another's
     */
    static void require(List<String> nameParts) {
        if (!isOneOf(VALUES, nameParts) && !isOneOf(ROWS, nameParts) && !isOneOf(SYNTAX, nameParts)) {
            throw refused(String.join(".", nameParts));
        }
    }

    /** Requires a function that may stand where a relation does. */
    static void requireTable(List<String> nameParts) {
        if (!isOneOf(ROWS, nameParts)) {
            throw refused(String.join(".", nameParts));
        }
    }

    private static boolean isOneOf(Set<String> names, List<String> nameParts) {
        return nameParts.size() == 1 && names.contains(nameParts.get(0).toLowerCase(Locale.ROOT));
    }

    /** Why a function is refused. */
    static IllegalArgumentException refused(String function) {
        return new IllegalArgumentException("Cannot run this: function " + function
                + " is none that queries may use; `weir query 'SHOW FUNCTIONS'` lists those");
    }
}
