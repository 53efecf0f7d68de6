<?php
/**
 * Leaves nothing behind: the one option, of each site of a network.
 *
 * @package Frontdesk
 */

if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $frontdesk_site ) {
		switch_to_blog( $frontdesk_site );
		delete_option( 'frontdesk' );
		restore_current_blog();
	}
} else {
	delete_option( 'frontdesk' );
}
