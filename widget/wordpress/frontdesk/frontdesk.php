<?php
/**
 * Plugin Name:       Frontdesk
 * Description:       Puts your Frontdesk chat on every page, and buttons that open it where you want them.
 * Version:           1.0.0
 * Requires at least: 5.7
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       frontdesk
 * Domain Path:       /languages
 *
 * One option, one script tag, one shortcode. Nothing is drawn or asked for before both fields are set.
 *
 * @package Frontdesk
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const FRONTDESK_OPTION = 'frontdesk';

/** The form of a service's name; the same rule as everywhere else in Frontdesk. At most 40 characters. */
const FRONTDESK_SERVICE = '/^(?!.{41})[a-z][a-z0-9]*(-[a-z0-9]+)*$/D';

/** The form of a tag's, a person's or a CTA's handle. */
const FRONTDESK_HANDLE = '/^[A-Za-z0-9_-]{1,64}$/D';

add_action( 'init', 'frontdesk_translate' );
add_action( 'wp_enqueue_scripts', 'frontdesk_enqueue' );
add_filter( 'script_loader_tag', 'frontdesk_script_tag', 10, 2 );
add_shortcode( 'frontdesk', 'frontdesk_button' );
add_action( 'admin_init', 'frontdesk_register_settings' );
add_action( 'admin_menu', 'frontdesk_add_page' );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), 'frontdesk_action_links' );

/** What is set: the deployment's address and the service's name, both empty at first. */
function frontdesk_settings() {
	$set = get_option( FRONTDESK_OPTION );
	return wp_parse_args( is_array( $set ) ? $set : array(), array( 'address' => '', 'service' => '' ) );
}

/** Whether both are. */
function frontdesk_is_set() {
	$set = frontdesk_settings();
	return '' !== $set['address'] && '' !== $set['service'];
}

/** The words of the settings, in the site's language. */
function frontdesk_translate() {
	load_plugin_textdomain( 'frontdesk', false, dirname( plugin_basename( __FILE__ ) ) . '/languages' );
}

/** The service's own script, which carries its colours and texts. Without a version: it is always the newest. */
function frontdesk_enqueue() {
	if ( ! frontdesk_is_set() ) {
		return;
	}
	$set = frontdesk_settings();
	$src = $set['address'] . '/widget/' . $set['service'] . '.js';
	// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
	wp_enqueue_script( 'frontdesk', $src, array(), null, array( 'strategy' => 'async', 'in_footer' => true ) );
}

/** Says whose script it is. WordPress before 6.3 knows no strategies, so `async` is seen to, too. */
function frontdesk_script_tag( $tag, $handle ) {
	if ( 'frontdesk' !== $handle || ! frontdesk_is_set() ) {
		return $tag;
	}
	$set   = frontdesk_settings();
	$more  = preg_match( '/\sasync\b/', $tag ) ? '' : ' async';
	$more .= ' data-service="' . esc_attr( $set['service'] ) . '"';
	return preg_replace( '/<script(?=[^>]*\ssrc=)/', '<script' . $more, $tag, 1 );
}

/** `[frontdesk tag="sales"]Talk to Sales[/frontdesk]`; also `staff="…"`, `cta="…"`, and `class="…"` for looks. */
function frontdesk_button( $attributes, $content = '' ) {
	$given = shortcode_atts( array( 'tag' => '', 'staff' => '', 'cta' => '', 'class' => '' ), $attributes, 'frontdesk' );
	$words = trim( (string) $content );
	$words = '' === $words ? esc_html__( 'Chat with us', 'frontdesk' ) : wp_kses( $words, array( 'strong' => array(), 'em' => array(), 'br' => array() ) );
	foreach ( array( 'tag', 'staff', 'cta' ) as $kind ) {
		if ( frontdesk_is_set() && preg_match( FRONTDESK_HANDLE, $given[ $kind ] ) ) {
			// The class by which themes of today know buttons.
			$class = trim( 'frontdesk-button wp-element-button ' . $given['class'] );
			return '<button type="button" class="' . esc_attr( $class ) . '" data-frontdesk="' . esc_attr( $kind . ':' . $given[ $kind ] ) . '">' . $words . '</button>';
		}
	}
	// Without anybody to lead to, a button would do nothing when it is pressed.
	return '';
}

/** The option, and the form for it. The Settings API checks the nonce and who sends it. */
function frontdesk_register_settings() {
	register_setting( 'frontdesk', FRONTDESK_OPTION, array( 'type' => 'array', 'sanitize_callback' => 'frontdesk_sanitize' ) );
	add_settings_section( 'frontdesk', '', '__return_empty_string', 'frontdesk' );
	$fields = array(
		'address' => __( 'Address of Frontdesk', 'frontdesk' ),
		'service' => __( 'Service', 'frontdesk' ),
	);
	foreach ( $fields as $field => $label ) {
		add_settings_field( $field, $label, 'frontdesk_draw_field', 'frontdesk', 'frontdesk', array( 'field' => $field, 'label_for' => 'frontdesk-' . $field ) );
	}
}

/** What was typed, or, beside words that say what is wrong, what was set before. */
function frontdesk_sanitize( $typed ) {
	$typed   = is_array( $typed ) ? $typed : array();
	$set     = frontdesk_settings();
	$address = isset( $typed['address'] ) ? trim( (string) $typed['address'] ) : '';
	$service = isset( $typed['service'] ) ? trim( (string) $typed['service'] ) : '';
	$origin  = frontdesk_origin( $address );
	if ( '' !== $address && '' === $origin ) {
		add_settings_error( FRONTDESK_OPTION, 'address', __( 'Enter the address of your Frontdesk, like https://desk.example.com.', 'frontdesk' ) );
	} else {
		$set['address'] = $origin;
	}
	if ( '' !== $service && ! preg_match( FRONTDESK_SERVICE, $service ) ) {
		add_settings_error( FRONTDESK_OPTION, 'service', __( 'Enter the name of your service as it stands in addresses, like acme.', 'frontdesk' ) );
	} else {
		$set['service'] = $service;
	}
	return $set;
}

/** Scheme, host and port of an address, whatever else was pasted with it; empty if it is none. */
function frontdesk_origin( $address ) {
	$parts  = wp_parse_url( esc_url_raw( $address, array( 'https', 'http' ) ) );
	$scheme = isset( $parts['scheme'] ) ? strtolower( $parts['scheme'] ) : '';
	if ( empty( $parts['host'] ) || ! in_array( $scheme, array( 'https', 'http' ), true ) ) {
		return '';
	}
	return $scheme . '://' . strtolower( $parts['host'] ) . ( isset( $parts['port'] ) ? ':' . (int) $parts['port'] : '' );
}

/** One field with its hint. */
function frontdesk_draw_field( $given ) {
	$field = $given['field'];
	$set   = frontdesk_settings();
	$type  = 'address' === $field ? 'url' : 'text';
	$like  = 'address' === $field ? 'https://desk.example.com' : 'acme';
	printf(
		'<input type="%s" class="regular-text code" dir="ltr" id="%s" name="%s" value="%s" placeholder="%s" autocomplete="off" spellcheck="false">',
		esc_attr( $type ),
		esc_attr( $given['label_for'] ),
		esc_attr( FRONTDESK_OPTION . '[' . $field . ']' ),
		esc_attr( $set[ $field ] ),
		esc_attr( $like )
	);
}

/** In the menu below Settings, for who may change them. */
function frontdesk_add_page() {
	add_options_page( 'Frontdesk', 'Frontdesk', 'manage_options', 'frontdesk', 'frontdesk_draw_page' );
}

/** The page of the settings. */
function frontdesk_draw_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	echo '<div class="wrap"><h1>Frontdesk</h1><p>' . esc_html__( 'Copy both from the settings of your Frontdesk: Ways in, Install, WordPress.', 'frontdesk' ) . '</p><form method="post" action="options.php">';
	settings_fields( 'frontdesk' );
	do_settings_sections( 'frontdesk' );
	submit_button();
	echo '</form><h2>' . esc_html__( 'Buttons of your own', 'frontdesk' ) . '</h2><p><code>[frontdesk tag="sales"]Talk to Sales[/frontdesk]</code></p></div>';
}

/** The way to the settings from the list of plugins. */
function frontdesk_action_links( $links ) {
	$page = admin_url( 'options-general.php?page=frontdesk' );
	array_unshift( $links, '<a href="' . esc_url( $page ) . '">' . esc_html__( 'Settings', 'frontdesk' ) . '</a>' );
	return $links;
}
