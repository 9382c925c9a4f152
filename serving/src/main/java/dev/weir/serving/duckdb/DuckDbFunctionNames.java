package dev.weir.serving.duckdb;

import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The functions that a query may use, by name. Not a list of what is forbidden: DuckDB brings new ones. Left out is what tells
 * of files, settings, the catalog or the account, waits, logs, writes, runs SQL from a text, or only fails; and what makes
 * much of little, for DuckDB's limit of memory does not count texts and lists: {@code repeat}, {@code lpad}, {@code format}, and
 * {@code range} where a value stands.
 */
final class DuckDbFunctionNames {
    private static final Set<String> ROWS = Set.of("range", "generate_series", "unnest");

    /** Operators; aggregates; windows; conditions; numbers; texts; hashes; times; lists, maps and structs; JSON. */
    private static final Set<String> VALUES = Set.of("""
            ! % & && * ** + - ->> / // < <-> << <= <=> <@ = != > >= >> @ @> ^ ^@ | || ~ !~ ~~ !~~ ~~* !~~* ~~~ !__postfix
            like_escape not_like_escape ilike_escape not_ilike_escape
            any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_min arg_min_null argmax
            argmin array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star countif
            covar_pop covar_samp entropy favg first fsum geomean geometric_mean group_concat histogram kahan_sum kurtosis kurtosis_pop
            last list listagg mad max max_by mean median min min_by mode product quantile quantile_cont quantile_disc
            regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy reservoir_quantile sem
            skewness stddev stddev_pop stddev_samp string_agg sum sumkahan var_pop var_samp variance wavg weighted_avg
            grouping grouping_id
            cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number
            coalesce constant_or_null greatest if ifnull least nullif
            abs acos acosh add asin asinh atan atan2 atanh bin bit_count cbrt ceil ceiling cos cosh cot coth degrees divide
            even exp factorial fdiv floor fmod gamma gcd greatest_common_divisor hex isfinite isinf isnan lcm
            least_common_multiple lgamma ln log log10 log2 mod multiply nextafter pi pow power radians random round round_even
            roundbankers sign signbit sin sinh sqrt subtract tan tanh to_base to_binary to_hex trunc unbin unhex from_binary
            from_hex xor
            ascii base64 bit_length char_length character_length chr concat concat_ws contains damerau_levenshtein decode
            editdist3 encode ends_with format_bytes formatreadabledecimalsize formatreadablesize from_base64 hamming instr jaccard
            jaro_similarity jaro_winkler_similarity lcase left left_grapheme len length length_grapheme levenshtein lower ltrim
            mismatches nfc_normalize octet_length ord overlay parse_formatted_bytes position prefix regexp_escape regexp_extract
            regexp_extract_all regexp_full_match regexp_matches regexp_replace regexp_split_to_array replace reverse right
            right_grapheme rtrim split split_part starts_with str_split str_split_regex string_split string_split_regex
            string_to_array strip_accents strlen strpos substr substring substring_grapheme suffix to_base64 translate trim
            ucase unicode upper url_decode url_encode
            hash md5 md5_number md5_number_lower md5_number_upper sha1 sha256
            age ago century date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname
            dayofmonth dayofweek dayofyear days_in_month decade epoch epoch_ms epoch_ns epoch_us era hour isodow isoyear julian
            last_day make_date make_time make_timestamp make_timestamp_ms make_timestamp_ns make_timestamptz microsecond
            millennium millisecond minute month monthname nanosecond quarter second strftime strptime time_bucket timezone
            timezone_hour timezone_minute to_centuries to_days to_decades to_hours to_microseconds to_millennia to_milliseconds
            to_minutes to_months to_quarters to_seconds to_timestamp to_weeks to_years try_strptime week weekday weekofyear year
            yearweek current_date current_localtime current_localtimestamp get_current_time get_current_timestamp now today
            transaction_timestamp
            array_append array_cat array_concat array_contains array_distinct array_extract array_filter array_has array_has_all
            array_has_any array_indexof array_intersect array_length array_position array_prepend array_reverse array_slice
            array_sort array_to_string array_transform array_unique array_value cardinality element_at flatten list_any_value
            list_append list_apply list_avg list_cat list_concat list_contains list_count list_distinct list_element list_extract
            list_filter list_first list_has list_has_all list_has_any list_histogram list_indexof list_intersect list_last list_max
            list_median list_min list_mode list_pack list_position list_prepend list_product list_reduce list_reverse
            list_reverse_sort list_select list_slice list_sort list_stddev_pop list_stddev_samp list_string_agg list_sum
            list_transform list_unique list_value list_var_pop list_var_samp list_where list_zip apply filter reduce
            map map_concat map_contains map_contains_entry map_contains_value map_entries map_extract map_extract_value
            map_from_entries map_keys map_values row struct_concat struct_contains struct_extract struct_extract_at struct_has
            struct_insert struct_keys struct_pack struct_update struct_values typeof unnest
            array_to_json from_json json json_array json_array_length json_contains json_exists json_extract json_extract_path
            json_extract_path_text json_extract_string json_group_array json_group_object json_group_structure json_keys
            json_merge_patch json_object json_pretty json_quote json_structure json_transform json_type json_valid json_value
            row_to_json to_json
            """.strip().split("\\s+"));

    private DuckDbFunctionNames() {}

    /** All of them that are named by words, in order. */
    static SortedSet<String> all() {
        SortedSet<String> names = new TreeSet<>(VALUES);
        names.removeIf(name -> !Character.isLetter(name.charAt(0)));
        names.addAll(ROWS);
        return names;
    }

    /** Requires a function that may stand where a value does. */
    static void require(String name) {
        if (!VALUES.contains(name.toLowerCase(Locale.ROOT))) {
            throw refused(name);
        }
    }

    /** Requires a function that may stand where a relation does. */
    static void requireTable(String name) {
        if (!ROWS.contains(name.toLowerCase(Locale.ROOT))) {
            throw refused(name);
        }
    }

    static IllegalArgumentException refused(String function) {
        return new IllegalArgumentException("Cannot run this: function " + function
                + " is none that queries may use; `weir query 'SHOW FUNCTIONS'` lists those");
    }
}
